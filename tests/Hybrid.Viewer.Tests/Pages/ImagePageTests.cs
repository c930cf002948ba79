using Hybrid.Viewer.Tests.Support;
using Microsoft.Playwright;
using OpenCvSharp;
using static Microsoft.Playwright.Assertions;

namespace Hybrid.Viewer.Tests.Pages;

/// <summary>The pages of panoramas, stereo pairs, deblurring and overlaps in a real Chromium: the main path of each.</summary>
public sealed class ImagePageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task A_stereo_pair_becomes_a_disparity_and_points_that_can_be_turned()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        await using OpenPage opened = await browser.Open(viewer, "/stereo");
        IPage page = opened.Page;
        await page.SetInputFilesAsync("input[name=left]", Repository.Image("stereo/aerial_06/left.jpg"));
        await page.SetInputFilesAsync("input[name=right]", Repository.Image("stereo/aerial_06/right.jpg"));
        await Only(page, "classic");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        await Expect(page.Locator("#run-1 .facts")).ToContainTextAsync("of the pixels");
        await page.CheckAsync("#run-1 input[value=Points]");
        ILocator canvas = page.Locator("#run-1 canvas[data-points]");
        await Expect(canvas).ToHaveCountAsync(1);
        Assert.True(int.Parse((await canvas.GetAttributeAsync("data-points"))!, System.Globalization.CultureInfo.InvariantCulture) > 10_000);
        string before = await canvas.EvaluateAsync<string>("c => c.toDataURL()");
        await canvas.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(before, await canvas.EvaluateAsync<string>("c => c.toDataURL()"));
        await BrowserFixture.AssertAccessible(page, "stereo");
        Assert.Empty(opened.Errors);
    }

    [BrowserFact]
    public async Task Images_become_a_panorama_and_a_stranger_is_left_out_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        using (Mat scene = Cv2.ImRead(Repository.Image("homography/combined_litter/1.jpg")))
        {
            foreach ((int i, int x) in ((int[])[0, 110, 220]).Index())
                new Mat(scene, new Rect(x, 20, 340, 400)).SaveImage(folder[$"view{i}.png"]);
        }
        File.Copy(Repository.Image("flow/tiles_08/1.jpg"), folder["stranger.jpg"]);
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        await using OpenPage opened = await browser.Open(viewer, "/stitch");
        IPage page = opened.Page;
        await page.SetInputFilesAsync("input[name=image]", Directory.GetFiles(folder.Path));
        await page.SelectOptionAsync("select[name=method]", "classic");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        await Expect(page.Locator("#run-1 h3").First).ToContainTextAsync("3 images");
        await Expect(page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Images", Exact = true }).Locator("tr", new LocatorLocatorOptions { HasText = "stranger.jpg" })).Not.ToContainTextAsync("used");
        string width = await page.Locator("#run-1 .stack").First.EvaluateAsync<string>("e => e.style.width");
        await page.Locator("#run-1").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Larger" }).First.ClickAsync();
        Assert.NotEqual(width, await page.Locator("#run-1 .stack").First.EvaluateAsync<string>("e => e.style.width"));
        await BrowserFixture.AssertAccessible(page, "stitch");
        Assert.Empty(opened.Errors);
    }

    [BrowserFact]
    public async Task A_photograph_is_deblurred_and_shown_against_itself()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        await using OpenPage opened = await browser.Open(viewer, "/deblur");
        IPage page = opened.Page;
        await page.SetInputFilesAsync("input[name=image]", Repository.Image("flow/books_05/1.jpg"));
        await Only(page, "network");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        await Expect(page.Locator("#run-1 .facts")).ToContainTextAsync("before");
        await Expect(page.Locator("#run-1 .over")).ToHaveCountAsync(1);
        await BrowserFixture.AssertAccessible(page, "deblur");
        Assert.Empty(opened.Errors);
    }

    [BrowserFact]
    public async Task What_two_images_share_is_masked()
    {
        await using RunningViewer viewer = await RunningViewer.Start(Workers.CommandLine);
        await using OpenPage opened = await browser.Open(viewer, "/overlap", width: 390, height: 844);
        IPage page = opened.Page;
        await page.SetInputFilesAsync("input[name=a]", Repository.Pair.A);
        await page.SetInputFilesAsync("input[name=b]", Repository.Pair.B);
        await Only(page, "classic");
        await page.ClickAsync("button[type=submit]");
        await opened.Job("done");
        await Expect(page.Locator("#run-1 .facts")).ToContainTextAsync("of A");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways on a phone");
        await BrowserFixture.AssertAccessible(page, "overlap");
        Assert.Empty(opened.Errors);
    }

    private static async Task Only(IPage page, string method)
    {
        foreach (ILocator box in await page.Locator("#methods input").AllAsync())
            await box.SetCheckedAsync(await box.GetAttributeAsync("value") == method);
    }
}
