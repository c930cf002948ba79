using Hybrid.Viewer.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hybrid.Viewer.Tests.Pages;

/// <summary>The page of runs in a real Chromium.</summary>
public sealed class RunsPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task Runs_are_listed_compared_and_opened_pair_by_pair()
    {
        using var folder = new TemporaryFolder();
        MadeRun.Write(folder["before"], 2);
        MadeRun.Write(folder["after"], 1);
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine, o => o with { RunsFolder = folder.Path });
        await using OpenPage opened = await browser.Open(viewer, "/runs");
        IPage page = opened.Page;
        await Expect(page.Locator("#runs tbody tr")).ToHaveCountAsync(2);
        await page.ClickAsync("button[type=submit]");
        await Expect(page.Locator("#message")).ToContainTextAsync("compare takes 2 to 8 runs");

        await page.CheckAsync("input[aria-label='Compare before']");
        await page.CheckAsync("input[aria-label='Compare after']");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        Assert.True(await page.Locator("#run-1 tbody tr").CountAsync() >= 2, "a line a method");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pairs of before" }).ClickAsync();
        await Expect(page.Locator("#pairs tbody tr")).ToHaveCountAsync(6);
        await page.CheckAsync("#failed");
        await Expect(page.Locator("#pairs tbody tr")).ToHaveCountAsync(1);
        await BrowserFixture.AssertAccessible(page, "runs");

        // A report works, though it brings its scripts along and may reach nothing.
        IPage report = await page.RunAndWaitForPopupAsync(() => page.GetByText("Report of before").ClickAsync());
        await report.WaitForSelectorAsync("body[data-ready]");
        await report.CloseAsync();

        string name = await page.Locator("#pairs tbody td").First.InnerTextAsync();
        await page.GetByText("open live").First.ClickAsync();
        await page.WaitForSelectorAsync("body[data-ready] #given");
        await Expect(page.Locator("#given")).ToContainTextAsync(name);
        await page.UncheckAsync("input[value=auto]");
        await page.CheckAsync("input[value=classic]");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        Assert.Empty(opened.Errors);
    }
}
