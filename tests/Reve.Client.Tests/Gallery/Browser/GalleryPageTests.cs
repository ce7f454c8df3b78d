using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Reve.Emulator;
using Reve.Gallery;
using Xunit;

namespace Reve.Tests.Gallery.Browser;

/// <summary>The gallery in a real browser.</summary>
public sealed class GalleryPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Hostile =
        "</script><img src=x onerror=\"document.title='broken'\"> \u202Egnp.exe\u2066 {{data}} ${1}";

    private static readonly string s_axe = new StreamReader(typeof(AxeResult).Assembly
        .GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!).ReadToEnd();

    private readonly string _folder = Directory.CreateTempSubdirectory("reve-gallery-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Images_and_calls_without_an_image_have_a_card_each()
    {
        var page = await OpenAsync();

        Assert.Equal(6, await page.CountAsync(".card"));
        Assert.Equal(4, await page.CountAsync(".card .picture > img"));
        Assert.Contains("Outcome unknown", await page.TextAsync(".is-Unknown"));
        Assert.Contains("ContentViolation", await page.TextAsync(".is-Rejected"));
        Assert.Equal("My images", await page.TextAsync("h1"));
        await page.UntilAsync(
            "[...document.querySelectorAll('.picture > img')].every(image => image.naturalWidth === 30)");
    }

    [Fact]
    public async Task The_search_finds_words_of_prompts_in_any_order()
    {
        var page = await OpenAsync();

        await page.PressAsync("/");
        await page.TypeAsync("LANTERN paper");

        await page.UntilAsync("document.querySelectorAll('.card').length === 1");
        Assert.Equal("a paper fox under a lantern", await page.TextAsync(".prompt"));
        Assert.Equal("1 of 6", await page.TextAsync("#count"));
        await page.ClickAsync("#clear");
        await page.UntilAsync("document.querySelectorAll('.card').length === 6");
    }

    [Fact]
    public async Task Each_filter_leaves_the_matching_cards()
    {
        var page = await OpenAsync();

        foreach (var (filter, value, count) in new[]
        {
            ("Provider", TestProviders.AnyWithTasks.Name, 3), ("Model", $"{TestProviders.Any}/model", 3),
            ("Operation", "Remix", 1),
            ("Outcome", "Unknown", 1), ("Day", "2026-03-02", 2),
        })
        {
            await page.SelectAsync(filter, value);
            Assert.Equal((filter, count), (filter, await page.CountAsync(".card")));
            await page.SelectAsync(filter, "");
        }
    }

    [Fact]
    public async Task The_charges_are_summed_by_unit_and_a_bar_filters_by_its_day()
    {
        var page = await OpenAsync();
        Assert.Equal(("0.048", "USD"), (await page.TextAsync("#sum"), await page.TextAsync("#sum-unit")));

        await page.EvaluateAsync<object>(
            "[...document.querySelectorAll('#units button')].find(button => button.textContent === 'tokens').click()");

        Assert.Equal(("378,000", "tokens"), (await page.TextAsync("#sum"), await page.TextAsync("#sum-unit")));
        Assert.Equal(2, await page.CountAsync(".day"));
        await page.ClickAsync(".day:last-child");
        Assert.Equal("126,000", await page.TextAsync("#sum"));
        Assert.Equal("tokens on 2026-03-02", await page.TextAsync("#sum-unit"));
        Assert.Equal(2, await page.CountAsync(".card"));
        Assert.Contains("2026-03-02", await page.TextAsync("#chart-table"));
    }

    [Fact]
    public async Task The_keyboard_moves_through_the_cards_and_the_large_view()
    {
        var page = await OpenAsync();
        const string focused = "document.activeElement.dataset.place";
        await page.EvaluateAsync<object>("document.querySelector('.tile').focus()");

        await page.PressAsync("ArrowRight", times: 2);
        Assert.Equal("2", await page.EvaluateAsync<string>(focused));
        await page.PressAsync("Enter");
        await page.UntilAsync("document.getElementById('viewer').open");
        Assert.Equal("3 of 6", await page.TextAsync("#v-position"));
        await page.PressAsync("ArrowRight");
        Assert.Equal("4 of 6", await page.TextAsync("#v-position"));
        await page.PressAsync("Escape");

        await page.UntilAsync($"!document.getElementById('viewer').open && {focused} === '3'");
        await page.PressAsync("Home");
        Assert.Equal("0", await page.EvaluateAsync<string>(focused));
        Assert.Equal(1, await page.CountAsync(".tile[tabindex='0']"));
    }

    [Fact]
    public async Task The_large_view_shows_the_sources_the_history_and_the_command()
    {
        var page = await OpenAsync();
        await page.SelectAsync("Operation", "Remix");

        await page.ClickAsync(".tile");

        await page.UntilAsync(
            "[...document.querySelectorAll('#v-sources img')].filter(image => image.naturalWidth).length === 2");
        Assert.Contains("126,000 tokens", await page.TextAsync("#v-facts"));
        Assert.Contains("id-", await page.TextAsync("#v-facts"));
        Assert.StartsWith("Join-ReveImage 'both <img>0</img>' -LiteralPath ", await page.TextAsync("#v-command"));
        await page.CallAsync("Browser.grantPermissions", new JsonObject
        {
            ["permissions"] = new JsonArray("clipboardReadWrite"),
        });
        await page.ClickAsync("#v-copy");
        await page.UntilAsync("document.getElementById('v-copy').textContent === 'Copied'");
    }

    [Fact]
    public async Task A_hostile_prompt_stays_text()
    {
        var sample = new GallerySample(_folder).Image("fox.png", Hostile)
            .Call(Hostile, OutcomeKind.Unknown, Billing.Unknown, "<b>Error</b>");
        var page = await browser.OpenAsync(sample.Export(title: "<script>alert(1)</script>"));

        Assert.Equal("<script>alert(1)</script>", await page.EvaluateAsync<string>("document.title"));
        Assert.Equal(Hostile, await page.TextAsync(".prompt"));
        Assert.Equal("isolate", await page.EvaluateAsync<string>(
            "getComputedStyle(document.querySelector('.prompt')).unicodeBidi"));
        await page.ClickAsync(".tile");
        Assert.Equal(Hostile, await page.TextAsync("#v-prompt"));
        Assert.Equal(0, await page.CountAsync("[onerror], b"));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task No_request_leaves_the_machine_and_the_policy_blocks_other_scripts()
    {
        var page = await OpenAsync();
        await page.ClickAsync(".tile");
        Assert.Empty(page.Problems);
        Assert.All(page.Requests, address => Assert.Matches("^(file|data):", address));

        await page.EvaluateAsync<object>(
            "(() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
            + " document.body.append(script); const image = new Image(); image.src = 'https://example.com/a.png';"
            + " document.body.append(image); })()");

        Assert.False(await page.EvaluateAsync<bool>("Boolean(window.ran)"));
        await page.UntilAsync("[...document.images].at(-1).complete");
        Assert.NotEmpty(page.Problems);
    }

    [Fact]
    public async Task Dark_and_light_follow_the_system_and_the_button()
    {
        var page = await OpenAsync();
        const string background = "getComputedStyle(document.body).backgroundColor";
        await page.SetDarkAsync(false);
        var light = await page.EvaluateAsync<string>(background);

        await page.SetDarkAsync(true);
        var dark = await page.EvaluateAsync<string>(background);
        await page.ClickAsync("#theme");

        Assert.NotEqual(light, dark);
        Assert.Equal(light, await page.EvaluateAsync<string>(background));
        await page.ClickAsync("#theme");
        Assert.Equal(dark, await page.EvaluateAsync<string>(background));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Axe_finds_no_serious_fault(bool isDark, bool isLarge)
    {
        var page = await OpenAsync();
        await page.SetDarkAsync(isDark);
        if (isLarge) await page.ClickAsync(".card:nth-child(1) .tile");
        await page.EvaluateAsync<object>(s_axe + ";0");

        var faults = await page.EvaluateAsync<string>(
            "axe.run().then(result => result.violations.filter(fault => ['serious', 'critical'].includes(fault.impact))"
            + ".map(fault => fault.id + ': ' + fault.nodes.map(node => node.html).join('\\n')).join('\\n'))");

        Assert.Equal("", faults);
    }

    [Fact]
    public async Task Of_10_000_cards_only_those_near_the_window_are_in_the_document()
    {
        var page = await browser.OpenAsync(ExportMany(10_000));
        Assert.Contains("10,000 images", await page.TextAsync("#summary"));
        Assert.InRange(await page.CountAsync(".card"), 5, 150);
        var most = await page.EvaluateAsync<int>(
            """
            (async () => {
              let most = 0;
              for (let y = 0; y < document.documentElement.scrollHeight; y += 25000) {
                window.scrollTo(0, y);
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                most = Math.max(most, document.querySelectorAll('*').length);
              }
              return most;
            })()
            """);
        Assert.InRange(most, 50, 2500);

        await page.EvaluateAsync<object>(
            "document.querySelector('.tile[tabindex=\"0\"]').focus({ preventScroll: true })");
        await page.PressAsync("End");

        Assert.Equal("9999", await page.EvaluateAsync<string>("document.activeElement.dataset.place"));
        Assert.Equal("10000", await page.EvaluateAsync<string>(
            "document.activeElement.closest('.card').getAttribute('aria-posinset')"));
        Assert.InRange(await page.CountAsync(".card"), 5, 150);
    }

    [Fact]
    public async Task A_printed_page_has_all_images()
    {
        var page = await browser.OpenAsync(ExportMany(200));

        await page.EvaluateAsync<object>("window.dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(200, await page.CountAsync(".card"));
        await page.EvaluateAsync<object>("window.dispatchEvent(new Event('afterprint'))");

        Assert.InRange(await page.CountAsync(".card"), 5, 150);
    }

    [Fact]
    public async Task A_narrow_window_has_no_horizontal_scroll_bar()
    {
        var page = await browser.OpenAsync(Sample().Export(), width: 390, height: 844);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.ClickAsync(".tile");
        Assert.True(await page.EvaluateAsync<bool>(
            "document.getElementById('viewer').scrollWidth <= window.innerWidth"));
    }

    private Task<BrowserPage> OpenAsync() => browser.OpenAsync(Sample().Export("My images"));

    private GallerySample Sample()
    {
        var sample = new GallerySample(_folder)
            .Image("fox.png", "a paper fox under a lantern", usd: 0.024m)
            .Image("owl.png", "an owl", usd: 0.024m)
            .Image("day 100%.png", "a glass whale", TestProviders.AnyWithTasks.Name, 18, "credits", day: 2)
            .Call("lost", OutcomeKind.Unknown, Billing.Unknown, "OutcomeUnknown")
            .Call("refused", OutcomeKind.Rejected, Billing.NotCharged, "ContentViolation", day: 3);
        return sample.Image("both.png", "both <img>0</img>", day: 2,
            sources: [Path.Combine(_folder, "fox.png"), Path.Combine(_folder, "day 100%.png")]);
    }

    private string ExportMany(int count)
    {
        File.WriteAllBytes(Path.Combine(_folder, "fox.png"), PlainPng.Make((30, 20)));
        List<GalleryCard> cards = [.. Enumerable.Range(0, count).Select(index => new GalleryCard
        {
            Outcome = OutcomeKind.Succeeded,
            Prompt = $"fox number {index} in a landscape with mountains",
            Provider = TestProviders.Any.Name,
            File = "fox.png",
            Width = 900 + (index * 37 % 700),
            Height = 900,
            Day = $"2026-03-{1 + (index % 28):00}",
            Charge = 126_000,
            Unit = "tokens",
        })];
        var page = Path.Combine(_folder, "index.html");
        using var stream = File.Create(page);
        GalleryPage.Write(stream, cards, "Many");
        return page;
    }
}
