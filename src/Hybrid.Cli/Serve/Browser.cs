using System.ComponentModel;
using System.Diagnostics;

namespace Hybrid.Cli.Serve;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens an address; nothing where there is no desktop or no browser, as the address is printed as well.</summary>
    public static void Open(string address)
    {
        if (OperatingSystem.IsLinux() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY") + Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")))
            return;
        try
        {
            using Process? _ = OperatingSystem.IsLinux() ? Process.Start(new ProcessStartInfo("xdg-open", [address]) { RedirectStandardError = true })
                : OperatingSystem.IsMacOS() ? Process.Start("open", [address])
                : Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            // No browser.
        }
    }
}
