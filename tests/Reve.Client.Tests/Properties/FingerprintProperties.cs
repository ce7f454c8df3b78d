using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Reve.Journal;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>Fingerprints tell items apart by what shapes their images, and by nothing else.</summary>
public sealed class FingerprintProperties
{
    private static readonly Gen<string> s_prompts = Values.Text.Select(text => "fox " + text);
    private static readonly Gen<Dictionary<string, object?>> s_fields = Gen.Select(
        Gen.Char.AlphaNumeric.Array[1, 5].Select(letters => "x" + string.Concat(letters)),
        Gen.OneOf<object?>(
            Gen.Long.Select(value => (object?)value), Values.WellFormedText.Select(value => (object?)value)))
        .Array[0, 5].Select(fields => fields.DistinctBy(field => field.Item1)
            .ToDictionary(field => field.Item1, field => field.Item2));

    private static readonly ReveClient s_client =
        new(new ReveConnection { Provider = TestProviders.Any, Key = ApiKey.From("test-key-0123456789") });

    [Fact]
    public void Equal_requests_have_equal_fingerprints() => Property.Holds(
        Gen.Select(s_prompts, s_fields, Gen.Int[0, 9]), values =>
        {
            var (prompt, fields, index) = values;
            var reversed = fields.Reverse().ToDictionary(field => field.Key, field => field.Value);

            Assert.Equal(Of(prompt, fields), Of(prompt, reversed, index));
        });

    [Fact]
    public void Different_requests_have_different_fingerprints() => Property.Holds(
        Gen.Select(s_prompts, s_prompts, s_fields, s_fields), values =>
        {
            var (prompt, otherPrompt, fields, otherFields) = values;

            if (prompt != otherPrompt) Assert.NotEqual(Of(prompt, fields), Of(otherPrompt, fields));
            if (!AreEqual(fields, otherFields)) Assert.NotEqual(Of(prompt, fields), Of(prompt, otherFields));
        });

    private static bool AreEqual(Dictionary<string, object?> fields, Dictionary<string, object?> others) =>
        fields.OrderBy(field => field.Key).SequenceEqual(others.OrderBy(field => field.Key));

    private static string Of(string prompt, Dictionary<string, object?> fields, int index = 0)
    {
        var job = s_client.CreateJob(new ImageRequest
        {
            Operation = ReveOperation.Create, Prompt = prompt, AdditionalBody = fields, Index = index,
        });
        return Fingerprint.Of(job.Validated, TestProviders.Any);
    }
}
