using Hybrid.Viewer.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hybrid.Viewer.Tests.Pages;

/// <summary>The page of alignments in a real Chromium.</summary>
public sealed class AlignPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task Two_images_become_alignments_side_by_side_that_can_be_looked_at()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        await using OpenPage opened = await browser.Open(viewer, "/");
        IPage page = opened.Page;
        await BrowserFixture.AssertAccessible(page, "align-empty");

        await page.SetInputFilesAsync("input[name=a]", Repository.Pair.A);
        await page.SetInputFilesAsync("input[name=b]", Repository.Pair.B);
        await page.UncheckAsync("input[value=auto]");
        await page.CheckAsync("input[value=classic]");
        await page.CheckAsync("input[value=control]");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        await Expect(page.Locator("#results .card")).ToHaveCountAsync(2);
        await Expect(page.Locator("#run-1 .state")).ToContainTextAsync("done in");
        Assert.True(await page.Locator("#run-1 .steps li").CountAsync() > 0, "the steps are there");

        ILocator over = page.Locator("#run-1 .over"), range = page.Locator("#run-1 input[type=range]");
        await range.FillAsync("80");
        Assert.Contains("80%", await over.EvaluateAsync<string>("e => e.style.clipPath"), StringComparison.Ordinal);
        // With the keyboard alone: from the slider back to the views, and to the next ones.
        await page.Locator("#run-1 input[value=Slider]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#run-1 .stack.flicker")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#run-1 .stack.difference")).ToHaveCountAsync(1);
        foreach (string view in (string[])["Overlay", "Confidence", "Matches"])
        {
            await page.CheckAsync($"#run-1 input[value={view}]");
            await page.WaitForFunctionAsync("() => { const i = document.querySelector('#run-1 .stack img, #run-1 .stack canvas'); return i && (i.tagName === 'CANVAS' || i.naturalWidth > 0); }");
        }
        await page.CheckAsync("#run-1 input[value=Flow]");
        await page.WaitForSelectorAsync("#run-1 canvas.wheel");

        // Both methods put the point to the same place of B.
        await page.FillAsync("#x", "100");
        await page.FillAsync("#y", "120");
        await Expect(page.Locator("#points .where").Nth(0)).ToHaveTextAsync("100, 120");
        foreach (int method in (int[])[1, 2])
            await Expect(page.Locator("#points .where").Nth(method)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+(\.\d+)?, \d"));
        double[][] places = [.. (await page.Locator("#points .where").AllInnerTextsAsync()).Skip(1).Select(t => t.Split(',').Take(2).Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.True(Math.Abs(places[0][0] - places[1][0]) < 30 && Math.Abs(places[0][1] - places[1][1]) < 30, $"the methods agree roughly: {string.Join('|', await page.Locator("#points .where").AllInnerTextsAsync())}");

        await BrowserFixture.AssertAccessible(page, "align-done");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#archive"));
        Assert.True(new FileInfo(await download.PathAsync()).Length > 10_000);

        // After a reload the page finds its job again.
        await page.ReloadAsync();
        await opened.Job("done");
        await Expect(page.Locator("#results .card")).ToHaveCountAsync(2);
        Assert.Empty(opened.Errors);
    }

    [BrowserFact]
    public async Task Errors_are_told_and_the_page_goes_on()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine, o => o with { MaxUploadBytes = 1 << 20 });
        await using OpenPage opened = await browser.Open(viewer, "/", width: 390, height: 844);
        IPage page = opened.Page;
        await page.UncheckAsync("input[value=auto]");
        await page.CheckAsync("input[value=classic]");
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#message")).ToHaveTextAsync("the file 'a' is missing");

        await page.SetInputFilesAsync("input[name=a]", new FilePayload { Name = "large.png", MimeType = "image/png", Buffer = new byte[2 << 20] });
        await page.SetInputFilesAsync("input[name=b]", Repository.Pair.B);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#message")).ToContainTextAsync("--max-upload");

        await page.SetInputFilesAsync("input[name=a]", Path.Combine(Repository.Root, "README.md"));
        await page.ClickAsync("button[type=submit]");
        await opened.Job("failed");
        await Expect(page.Locator("#run-1 .message")).ToContainTextAsync("'README.md' is text, not an image");

        await page.SetInputFilesAsync("input[name=a]", Repository.Unrelated.A);
        await page.SetInputFilesAsync("input[name=b]", Repository.Unrelated.B);
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        await Expect(page.Locator("#run-1 .state")).ToHaveTextAsync("no result");
        await Expect(page.Locator("#run-1 .message")).ToContainTextAsync("no alignment found");
        await Expect(page.Locator("#point")).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways on a phone");
        await BrowserFixture.AssertAccessible(page, "align-phone-unrelated");
    }

    [BrowserFact]
    public async Task Work_goes_on_over_a_reload_and_can_be_cancelled()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.Endless);
        await using OpenPage opened = await browser.Open(viewer, "/");
        IPage page = opened.Page;
        await page.SelectOptionAsync("select[name=example]", "1");
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#run-1 .state")).ToContainTextAsync("half done");
        await page.ReloadAsync();
        await Expect(page.Locator("#run-1 .state")).ToContainTextAsync("half done");
        await BrowserFixture.AssertAccessible(page, "align-working");
        await page.ClickAsync("#cancel");
        await opened.Job("cancelled");
        await Expect(page.Locator("#cancel")).ToBeHiddenAsync();
        Assert.Empty(opened.Errors);
    }
}
