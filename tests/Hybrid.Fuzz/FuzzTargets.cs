using Hybrid.Core;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Restoration;
using Hybrid.Stereo;
using Hybrid.Stitching;
using Hybrid.Stitching.Report;

namespace Hybrid.Fuzz;

/// <summary>Every reader of files from outside.</summary>
public static class FuzzTargets
{
    /// <summary>All targets, by name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. ((string[])[".png", ".jpg", ".tif", ".webp", ".bmp", ".pgm", ".ppm"]).Select(e => new FuzzTarget(
            $"image-{e[1..]}", e, path => ImageReader.Read(path).Dispose(), () => SeedFiles.Images(e))),
        new("metadata", ".jpg", path => ImageMetadata.Read(File.ReadAllBytes(path)), () => SeedFiles.Images(".jpg")),
        new("flow-flo", ".flo", path => FlowFile.Read(path), () => [SeedFiles.Flo()]),
        new("flow-kitti", ".png", path => FlowFile.Read(path), () => [SeedFiles.KittiFlow()]),
        new("disparity-pfm", ".pfm", path => DisparityFile.Read(path), () => [SeedFiles.Pfm()]),
        new("homography", ".txt", path => HomographyFile.Read(path), () => [SeedFiles.HomographyText()]),
        new("points", ".txt", path => TextTruth.ReadPoints(path), () => [SeedFiles.Text("# x y x y\n1.5 2 3 4\n10 20 30 40\n7,8,9,10\n")]),
        new("calibration", ".txt", path => StereoCalibrationFile.Read([path]), () => []),
        new("kernel", ".txt", path => BlurKernel.Read(path), () => [SeedFiles.Text("0 1 0\n1 4 1\n0 1 0\n")]),
        new("kernel-image", ".png", path => BlurKernel.Read(path), () => SeedFiles.Images(".png")),
        new("project", ".yaml", path => StitchProject.Read(path, new StitchOptions()), () => []),
        new("pairs-csv", ".csv", path => PairList.Open(path), () => []),
        new("pairs-yaml", ".yaml", path => PairList.Open(path), () => []),
        new("sweep", ".yaml", path => MethodSweep.Read(path), () => []),
        new("method", ".txt", path => MethodSpec.ParseList(File.ReadAllText(path)), () => [SeedFiles.Text("classic:features=orb;estimator=ransac,control,hybrid:network=cascade-s")]),
        new("model-card", ".json", path => ModelCard.Read(path), () => []),
        new("run", ".json", ReadRun, () => []),
        new("records", ".ndjson", ReadRecords, () => []),
        new("prediction", ".pred", ReadPrediction, () => PredictionSeeds.All()),
        new("gate", ".txt", path => RegressionGate.Parse(File.ReadAllText(path)), () => [SeedFiles.Text("hybrid.auc@3 < classic.auc@3 - 0.01")]),
    ];

    /// <summary>A target by its name.</summary>
    public static FuzzTarget Find(string name) =>
        All.FirstOrDefault(t => t.Name == name) ?? throw new ArgumentException($"unknown target '{name}'; there are {string.Join(", ", All.Select(t => t.Name))}");

    private static void ReadRecords(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        File.Copy(path, Path.Combine(folder, RunFolder.PairsFile), overwrite: true);
        ResultReader.ReadFolder(folder, (in ResultLine line) => line.ToRecord());
    }

    private static void ReadRun(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        File.Copy(path, Path.Combine(folder, RunFolder.RunFile), overwrite: true);
        RunFolder.ReadRun(folder);
    }

    // A prediction is found by what it is of.
    private static void ReadPrediction(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        string place = Path.Combine(folder, PredictionStore.FileOf("pair", "classic", 0));
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Copy(path, place, overwrite: true);
        (PredictionStore.Load(folder, "pair", "classic", 0) as IDisposable)?.Dispose();
    }
}
