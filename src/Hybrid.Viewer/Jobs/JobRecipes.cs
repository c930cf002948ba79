using Hybrid.Alignment;
using Hybrid.Restoration;
using Hybrid.Stereo;
using Hybrid.Stitching;

namespace Hybrid.Viewer.Jobs;

/// <summary>Every kind of job there is, by the command that does it.</summary>
internal static class JobRecipes
{
    /// <summary>At most so many images in a panorama.</summary>
    private const int MostImages = 200;

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<JobRecipe> All { get; } =
    [
        new("align", [new("a"), new("b")], AlignerCatalogue.Methods, AlignerCatalogue.Default, [], JobSources.Pairs,
            (request, method, folder) => ["align", .. request.Of("a"), .. request.Of("b"), "--method", method, "-o", folder, "--json", .. request.Options]),
        new("stereo", [new("left"), new("right"), new("calib", Least: 0, IsImage: false)], StereoCatalogue.Methods, StereoCatalogue.Default,
            [new("min_disparity", "--min-disparity"), new("max_disparity", "--max-disparity")], JobSources.Pairs,
            (request, method, folder) => ["stereo", .. request.Of("left"), .. request.Of("right"), "--method", method, "-o", folder, "--json", .. Calibration(request), .. request.Options]),
        new("overlap", [new("a"), new("b")], OverlapCatalogue.Methods, OverlapCatalogue.Default, [], JobSources.Pairs,
            (request, method, folder) => ["overlap", .. request.Of("a"), .. request.Of("b"), "--method", method, "-o", folder, "--json", .. request.Options]),
        new("deblur", [new("image")], DeblurrerCatalogue.Methods, DeblurrerCatalogue.Default, [], JobSources.None,
            (request, method, folder) => ["deblur", .. request.Of("image"), "--method", method, "-o", folder, "--json", .. request.Options]),
        new("stitch", [new("image", Least: 2, Most: MostImages)], null, "",
            [
                new("method", "--method", Words<StitchMethod>()),
                new("projection", "--projection", Words<SurfaceKind>()),
                new("exposure", "--exposure", Words<ExposureKind>()),
                new("seam", "--seam", Words<SeamKind>()),
                new("blend", "--blend", Words<BlendKind>()),
            ], JobSources.None,
            (request, _, folder) => ["stitch", .. request.Of("image"), "-o", $"{folder}/stitched.jpg", "--report", folder, "--json", .. request.Options]),
        new("compare", [], null, "", [], JobSources.Runs,
            (request, _, folder) => ["compare", .. request.Options, "-o", folder, "--json"]),
    ];

    private static IEnumerable<string> Calibration(JobRequest request) => request.Of("calib").SelectMany(file => (string[])["--calib", file]);

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(KebabCase.Of)];
}
