using System;
using System.Linq;
using Xunit;

namespace Reve.Tests;

/// <summary>The list that the help topic about errors is generated from.</summary>
public sealed class ErrorCatalogTests
{
    [Fact]
    public void Every_error_id_has_one_entry() => Assert.Equal(
        Enum.GetNames<ReveErrorKind>().Order(), ErrorCatalog.All.Select(error => error.Kind.ToString()).Order());

    [Fact]
    public void Every_entry_is_found_by_its_id() =>
        Assert.All(Enum.GetValues<ReveErrorKind>(), kind => Assert.Equal(kind, ErrorCatalog.Get(kind).Kind));

    [Fact]
    public void Every_text_is_one_or_two_short_sentences() => Assert.All(ErrorCatalog.All, error =>
        Assert.All(new[] { error.Meaning, error.Cause, error.Remedy }, text => Assert.Matches(
            @"^[A-Z-][^.|\r\n]+(\. [A-Z-][^.|\r\n]+)?\.$", text)));

    [Fact]
    public void No_two_entries_have_the_same_texts() => Assert.Equal(
        ErrorCatalog.All.Count, ErrorCatalog.All.DistinctBy(error => (error.Meaning, error.Cause)).Count());
}
