using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// MPI-Sintel: <c>training/{clean,final}/SCENE/frame_NNNN.png</c>, <c>flow/SCENE/frame_NNNN.flo</c>, <c>occlusions</c> and
/// <c>invalid</c>. Invalid pixels are unknown.
/// </summary>
/// <remarks>Butler et al., A Naturalistic Open Source Movie for Optical Flow Evaluation, ECCV 2012.</remarks>
public sealed class SintelLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "sintel";

    /// <inheritdoc />
    public string Summary => "training/{clean,final}/SCENE/frame_NNNN.png + training/flow/SCENE/frame_NNNN.flo [+ occlusions, invalid]";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string root = SetFolders.First(folder, "training", "")!;
        string flows = Path.Combine(root, "flow");
        var pairs = new List<DatasetPair>();
        foreach (string pass in new[] { "clean", "final" })
        {
            if (!Directory.Exists(Path.Combine(root, pass)))
                continue;
            foreach (string scene in FolderListing.Folders(flows))
            {
                string name = Path.GetFileName(scene);
                foreach (string truth in FolderListing.Files(scene, "frame_*.flo"))
                {
                    string frame = Path.GetFileNameWithoutExtension(truth);
                    if (FolderListing.Number(frame["frame_".Length..]) is not { } number)
                        continue;
                    string? occlusion = FolderListing.FirstFile(root, $"occlusions/{name}/{frame}.png"), invalid = FolderListing.FirstFile(root, $"invalid/{name}/{frame}.png");
                    string images = Path.Combine(root, pass, name);
                    pairs.Add(new DatasetPair($"{pass}/{name}/{frame}", TaskKind.Alignment,
                        Path.Combine(images, frame + ".png"), Path.Combine(images, FormattableString.Invariant($"frame_{number + 1:0000}.png")), "flow",
                        [truth, .. new[] { occlusion, invalid }.OfType<string>()], () => Read(truth, occlusion, invalid)));
                }
            }
        }
        return pairs;
    }

    private static FlowTruth Read(string truth, string? occlusion, string? invalid)
    {
        FlowField flow = DenseTruth.ReadFlow(truth);
        if (invalid is not null)
        {
            bool[] mask = DenseTruth.ReadMask(invalid);
            if (mask.Length != flow.Width * flow.Height)
                throw new InputException($"{invalid}: is not of the size of {truth}");
            for (int i = 0; i < mask.Length; i++)
            {
                if (mask[i])
                    flow.Data[2 * i] = flow.Data[2 * i + 1] = float.NaN;
            }
        }
        return new FlowTruth(flow, occlusion is null ? null : DenseTruth.ReadMask(occlusion));
    }
}
