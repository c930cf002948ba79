using System.Reflection;
using System.Text.RegularExpressions;
using Hybrid.Alignment;
using Hybrid.Tests.Support;
using NetArchTest.Rules;

namespace Hybrid.Tests;

/// <summary>The library's folders as floors of a house: what may know what.</summary>
public partial class ArchitectureTests
{
    private static readonly Assembly Library = typeof(IAligner).Assembly;

    /// <summary>Lowest first. A folder may know those of lower floors, and none of its own floor.</summary>
    private static readonly string[][] Floors =
    [
        ["Core"],
        ["Imaging"],
        ["Geometry"],
        ["Classical", "Neural"],
        ["Restoration", "Overlap"],
        ["Verification"],
        ["Alignment"],
        ["Stereo", "Stitching"],
    ];

    /// <summary>The rooms of panoramas, each knowing those before it and the namespace above.</summary>
    private static readonly string[] Rooms = ["Registration", "Cameras", "Layout", "Composition", "Refinement", "Report"];

    public static TheoryData<string> StitchingRooms => [.. Rooms];

    public static TheoryData<string> Folders => [.. Floors.SelectMany(f => f)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_knows_only_lower_ones(string folder)
    {
        int floor = Array.FindIndex(Floors, f => f.Contains(folder));
        string[] forbidden = [.. Floors.Skip(floor).SelectMany(f => f).Where(f => f != folder).Select(f => $"Hybrid.{f}")];
        if (forbidden.Length == 0)
            return;
        TestResult result = Types.InAssembly(Library).That().ResideInNamespace($"Hybrid.{folder}").ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, $"{folder} knows more than it may: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Theory]
    [MemberData(nameof(StitchingRooms))]
    public void A_room_of_panoramas_knows_only_those_before_it(string room)
    {
        string[] forbidden = [.. Rooms[(Array.IndexOf(Rooms, room) + 1)..].Select(r => $"Hybrid.Stitching.{r}")];
        if (forbidden.Length == 0)
            return;
        TestResult result = Types.InAssembly(Library).That().ResideInNamespace($"Hybrid.Stitching.{room}").ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(result.IsSuccessful, $"{room} knows more than it may: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void A_dependency_that_exists_is_seen() =>
        Assert.False(Types.InAssembly(Library).That().ResideInNamespace("Hybrid.Alignment").ShouldNot().HaveDependencyOnAny("Hybrid.Overlap").GetResult().IsSuccessful);

    [Fact]
    public void Every_folder_has_its_floor()
    {
        string[] folders = [.. Directory.GetDirectories(Source).Select(d => Path.GetFileName(d)!).Where(d => d is not ("bin" or "obj"))];
        Assert.Equal(folders.Order(), Floors.SelectMany(f => f).Order());
    }

    /// <summary>A sub-folder has a namespace of its own where only its parent's files name its types; those that others name stay in the parent's.</summary>
    [Fact]
    public void A_namespace_is_its_folder_or_for_a_sub_folder_the_one_above()
    {
        var strays = new List<string>();
        foreach (string file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories))
        {
            string[] folders = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Split(Path.DirectorySeparatorChar);
            if (folders[0] is "bin" or "obj")
                continue;
            string own = $"Hybrid.{string.Join('.', folders)}", above = folders.Length == 1 ? own : own[..own.LastIndexOf('.')];
            string declared = Declaration().Match(File.ReadAllText(file)).Groups[1].Value;
            if (declared != own && declared != above)
                strays.Add($"{Path.GetRelativePath(Source, file)}: {declared}");
        }
        Assert.Empty(strays);
    }

    private static string Source => Path.Combine(Models.Folder, "..", "src", "Hybrid");

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
