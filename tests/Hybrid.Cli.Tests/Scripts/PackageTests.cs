using System.IO.Compression;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Scripts;

/// <summary>The packages, as someone who installs them meets them.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Version = "0.0.0-test";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_sample_builds_from_packages_alone_and_aligns_a_pair_with_the_networks_they_bring()
    {
        string feed = _folder["feed"];
        foreach (string project in (string[])["Hybrid", "Hybrid.Models", "Hybrid.Evaluation"])
            Dotnet("pack", Path.Combine(RepositoryRoot.Path, "src", project), "-c", Configuration, "--no-build", "-o", feed, $"-p:Version={Version}");
        string sample = CopyOfSample();

        Dotnet("build", sample, "-c", "Release", "-o", _folder["program"], $"-p:HybridFeed={feed}", $"-p:HybridVersion={Version}",
            $"-p:RestorePackagesPath={_folder["packages"]}", $"-p:RestoreFallbackFolders={InstalledPackages}");
        (string a, string b) = PairFiles.WriteTo(_folder);
        string output = _folder["out"];
        ProcessRun run = ProcessRun.Start("dotnet", [Path.Combine(_folder["program"], "FromPackages.dll"), "align", a, b, output], ("HYBRID_MODELS", ""));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("found by", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "homography.txt")));
        Assert.Equal(ModelFiles(Path.Combine(RepositoryRoot.Path, "models")), ModelFiles(Path.Combine(_folder["program"], "models")));
    }

    [Fact]
    public void A_package_holds_its_readme_and_licence_and_names_what_it_needs()
    {
        string feed = _folder["feed"];
        Dotnet("pack", Path.Combine(RepositoryRoot.Path, "src", "Hybrid"), "-c", Configuration, "--no-build", "-o", feed, $"-p:Version={Version}");
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(feed, $"Hybrid.{Version}.nupkg"));
        string[] files = [.. package.Entries.Select(e => e.FullName)];
        Assert.Contains("README.md", files);
        Assert.Contains("lib/net10.0/Hybrid.dll", files);
        Assert.Contains("lib/net10.0/Hybrid.xml", files);
        using var reader = new StreamReader(package.GetEntry("Hybrid.nuspec")!.Open());
        string specification = reader.ReadToEnd();
        Assert.Contains("<license type=\"expression\">Apache-2.0</license>", specification, StringComparison.Ordinal);
        foreach (string needed in (string[])["OpenCvSharp4", "OpenCvSharp4.official.runtime.linux-x64", "Microsoft.ML.OnnxRuntime", "MathNet.Numerics"])
            Assert.Contains($"<dependency id=\"{needed}\"", specification, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(feed, $"Hybrid.{Version}.snupkg")));
    }

    public void Dispose() => _folder.Dispose();

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    /// <summary>Where restoring put the packages that Hybrid itself needs, so that the test unpacks none of them again.</summary>
    private static string InstalledPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string[] ModelFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];

    private static void Dotnet(params string[] arguments)
    {
        ProcessRun run = ProcessRun.Start("dotnet", [.. arguments, "--nologo", "-v:q", "-nodeReuse:false", "-tl:off"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    private string CopyOfSample()
    {
        string target = Directory.CreateDirectory(_folder["sample"]).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "samples", "FromPackages")))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }
}
