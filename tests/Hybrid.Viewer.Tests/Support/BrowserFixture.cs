using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Hybrid.Viewer.Tests.Support;

/// <summary>One headless Chromium for the tests of a class. HYBRID_SCREENSHOTS names a folder that receives pictures.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const float Patience = 600_000;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal static string Chromium { get; } = Environment.GetEnvironmentVariable("HYBRID_CHROMIUM") ?? "/usr/bin/chromium";

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        // Long enough for a machine that does much else; nothing here is about time.
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page of a viewer and waits until it can be used.</summary>
    internal async Task<OpenPage> Open(RunningViewer viewer, string path, int width = 1280, int height = 900)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = ColorScheme.Light });
        var opened = new OpenPage(page);
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync(new Uri(viewer.Server.Address, path).AbsoluteUri);
        await page.WaitForSelectorAsync("body[data-ready]");
        return opened;
    }

    /// <summary>No violation that axe finds, light and dark; the page stays as it was.</summary>
    internal static async Task AssertAccessible(IPage page, string name)
    {
        foreach (string theme in (string[])["light", "dark"])
        {
            await page.EvaluateAsync("t => { if (document.documentElement.dataset.theme !== t) document.getElementById('theme').click(); }", theme);
            await Shoot(page, $"{name}-{theme}");
            AxeResult result = await page.RunAxe();
            Assert.True(result.Violations.Length == 0, $"{name}, {theme}: " + string.Join("; ", result.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))})")));
        }
        await page.EvaluateAsync("() => document.getElementById('theme').click()");
    }

    internal static async Task Shoot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HYBRID_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
