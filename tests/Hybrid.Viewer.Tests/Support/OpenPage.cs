using Microsoft.Playwright;

namespace Hybrid.Viewer.Tests.Support;

/// <summary>A page with what its console complains of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsOfTheBrowser(message.Text))
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the console complained of.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Waits until the job of the page is as named.</summary>
    public Task Job(string state) => Page.WaitForSelectorAsync($"body[data-job={state}]");

    // Chromium notes every refusal that a page handles, and what its graphics without a device is slow at.
    private static bool IsOfTheBrowser(string text) =>
        text.Contains("the server responded with a status of 400", StringComparison.Ordinal) || text.Contains("GL Driver Message", StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
