namespace Hybrid.Viewer.Tests.Support;

/// <summary>A test in a real Chromium; skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(BrowserFixture.Chromium))
            Skip = $"{BrowserFixture.Chromium} is missing; install the package chromium, or set HYBRID_CHROMIUM";
    }
}
