using Hybrid.Evaluation.Summaries;
using Hybrid.Evaluation.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hybrid.Evaluation.Tests.Report;

/// <summary>Opens reports in a real headless Chromium. HYBRID_SCREENSHOTS names a folder that receives pictures of them.</summary>
public sealed class ReportBrowserTests : IAsyncLifetime
{
    private readonly List<string> _errors = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        string chromium = Environment.GetEnvironmentVariable("HYBRID_CHROMIUM") ?? "/usr/bin/chromium";
        Assert.True(File.Exists(chromium), $"{chromium} is missing; the set-up script installs the package chromium, or set HYBRID_CHROMIUM");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    [Fact]
    public async Task Sorting_filtering_clicking_and_the_slider_work_without_a_console_error()
    {
        using var folder = new TemporaryFolder();
        IPage page = await Open(folder, width: 1200, height: 900);

        await Expect(page.Locator("#headline tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Locator("#plots figure[data-drawn]")).ToHaveCountAsync(6);
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('figure')].every(f => f.scrollWidth <= f.clientWidth)"), "every plot fits its frame");
        Assert.True(await page.Locator("#verdicts li").CountAsync() > 0);

        ILocator rows = page.Locator("#pairs tbody tr"), header = page.Locator("#pairs thead th").Nth(2);
        await header.ClickAsync();
        await Expect(header).ToHaveAttributeAsync("aria-sort", "ascending");
        double[] sorted = await Numbers(rows, 2);
        Assert.Equal(sorted.Order(), sorted);
        await header.ClickAsync();
        await Expect(header).ToHaveAttributeAsync("aria-sort", "descending");
        double[] reversed = await Numbers(rows, 2);
        Assert.Equal(sorted.Reverse(), reversed);

        await page.FillAsync("#filter", "scene_07");
        await Expect(rows).ToHaveCountAsync(1);
        await rows.First.ClickAsync();
        ILocator dialog = page.Locator("dialog#pair[open]");
        await Expect(dialog.Locator("h2").First).ToContainTextAsync("scene_07");
        Assert.True(await dialog.Locator(".views img").CountAsync() >= 2);
        Assert.True(await dialog.Locator("canvas").CountAsync() >= 1, "the matches are drawn");
        Assert.Contains("guess accepted (verified)", await dialog.Locator("ol.steps").First.InnerTextAsync(), StringComparison.Ordinal);
        ILocator slider = dialog.Locator("input[type=range]").First, over = dialog.Locator("img.over").First;
        string before = await over.EvaluateAsync<string>("e => e.style.clipPath");
        await slider.FillAsync("80");
        Assert.NotEqual(before, await over.EvaluateAsync<string>("e => e.style.clipPath"));
        Assert.Contains("80%", await over.EvaluateAsync<string>("e => e.style.clipPath"), StringComparison.Ordinal);
        await Shoot(page, "pair");
        await dialog.Locator("button[aria-label=close]").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.FillAsync("#filter", "");
        await Expect(rows).Not.ToHaveCountAsync(1);

        // Relative to the plot, so that a page that still scrolls or lays itself out moves the click along.
        double[] at = await page.EvaluateAsync<double[]>("() => { const p = hybridReport.scatterPoint(), b = document.querySelector('#scatter .u-over').getBoundingClientRect(); return [p.x - b.left, p.y - b.top]; }");
        await page.Locator("#scatter .u-over").ClickAsync(new LocatorClickOptions { Position = new Position { X = (float)at[0], Y = (float)at[1] } });
        await Expect(dialog).ToHaveCountAsync(1);
        await dialog.Locator("button[aria-label=close]").ClickAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Every_plot_exports_as_png_and_svg()
    {
        using var folder = new TemporaryFolder();
        IPage page = await Open(folder, width: 1200, height: 900);
        foreach (string plot in new[] { "curve", "pareto", "tiers", "scatter", "reliability", "threshold" })
        {
            // Chromium gives a document ten downloads at once; nobody but this test asks for more.
            await page.ReloadAsync();
            string svg = await page.EvaluateAsync<string>("id => hybridReport.svg(id)", plot);
            Assert.StartsWith("<svg ", svg, StringComparison.Ordinal);
            Assert.Contains(plot switch { "curve" or "reliability" or "threshold" => "<polyline", "tiers" => "<rect x=", _ => "<circle" }, svg, StringComparison.Ordinal);
            _ = System.Xml.Linq.XDocument.Parse(svg);
            foreach (string kind in new[] { "png", "svg" })
            {
                IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"#{plot} button[data-export={kind}]").ClickAsync());
                Assert.Equal($"{plot}.{kind}", download.SuggestedFilename);
                Assert.True(new FileInfo(await download.PathAsync()).Length > 500);
            }
        }
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task It_fits_a_phone_and_has_a_dark_side()
    {
        using var folder = new TemporaryFolder();
        IPage page = await Open(folder, width: 390, height: 844);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing but tables scrolls sideways");
        string light = await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        await page.ClickAsync("#theme");
        Assert.NotEqual(light, await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await Shoot(page, "phone-dark");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Names_with_markup_are_text()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "a.png");
        string list = folder.Text("</script><b>x.csv".Replace("/", "", StringComparison.Ordinal), "name,a,b\n\"</script><img src=x onerror=alert(1)>\",a.png,a.png\n");
        TinyRun.Execute(Hybrid.Evaluation.Datasets.DatasetLocator.Open(list), TinyRun.Settings("good"), folder["run"]);
        RunReport.Write(folder["run"], new SummaryOptions(), 5);
        IPage page = await Show(folder["run/report.html"], 900, 700);
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.Contains("</script><img src=x onerror=alert(1)>", await page.Locator("#pairs tbody").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(_errors);
    }

    private async Task<IPage> Open(TemporaryFolder folder, int width, int height)
    {
        var dataset = TinyRun.Dataset(folder);
        var settings = TinyRun.Settings("good,bad,throws");
        using (var run = Evaluation.Running.RunFolder.Open(folder["run"], Evaluation.Running.RunConfiguration.Of([dataset], settings), settings.Shard, [folder["data"]]))
            new Evaluation.Running.EvaluationRunner(settings, FakeMethod.Create).Run([dataset], run);
        RunReport.Write(folder["run"], new SummaryOptions { Resamples = 500 }, images: 12);
        IPage page = await Show(folder["run/report.html"], width, height);
        await Shoot(page, $"report-{width}");
        return page;
    }

    private async Task<IPage> Show(string file, int width, int height)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, AcceptDownloads = true, Offline = true });
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.WaitForSelectorAsync("body[data-ready]");
        return page;
    }

    private static async Task<double[]> Numbers(ILocator rows, int column)
    {
        IReadOnlyList<string> texts = await rows.Locator($"td:nth-child({column + 1})").AllInnerTextsAsync();
        return [.. texts.Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static async Task Shoot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HYBRID_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = name.StartsWith("report", StringComparison.Ordinal) });
    }
}
