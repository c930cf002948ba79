using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Hybrid.Alignment;
using Hybrid.Alignment.Fusion;
using Hybrid.Evaluation.Datasets;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>
/// What the arbiter of flow is fitted to: of pairs with a start and more than one plane, points of the arbiter's grid, some drawn
/// from all and some from those where proposals differ, with the error and the features of every proposal, as one array in
/// NumPy's format. A row is one proposal at one point; columns: pair, point, whether it was drawn from all, error (px), features.
/// </summary>
internal static class FlowContests
{
    private const int Columns = 4;
    private const int FromAll = 1200;
    private const int FromDiffering = 1500;

    public static int Run(string[] args)
    {
        if (args is not [var output, var model, .. { Length: > 0 } folders])
        {
            Console.Error.WriteLine("usage: contests OUT.npy MODEL DATASET [DATASET...]");
            return 2;
        }
        var settings = new AlignerSettings();
        MethodSpec spec = MethodSpec.Parse($"hybrid:fusion=off;model={model}");
        IAligner start = AlignerCatalogue.Create(spec, settings);
        NeuralOptions options = NeuralOptions.Parse(spec);
        var proposals = new FlowProposals(FlowNetworks.Shared(model, null, 0), options, settings);
        var rows = new List<float>();
        int index = 0;
        foreach (DatasetPair pair in folders.SelectMany(f => DatasetLocator.Open(f).Pairs))
        {
            using ImagePair images = pair.LoadImages();
            AlignmentResult alignment = start.Align(images);
            bool contested = alignment is { IsOk: true, Homography: { }, Flow: { }, FlowConfidence: { } } && !PlaneAgreement.Of(alignment, images.B.Size()).IsPlane;
            if (contested && pair.LoadTruth() is FlowTruth truth)
                Add(rows, index, images, proposals.Gather(images, alignment, default), truth.Flow, options.LongSide);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{++index} {pair.Name}: {rows.Count / (Columns + ProposalFeatures.Names.Length)} rows"));
        }
        NumpyFile.Write(output, CollectionsMarshal.AsSpan(rows), Columns + ProposalFeatures.Names.Length);
        return 0;
    }

    private static void Add(List<float> rows, int index, ImagePair pair, IReadOnlyList<FlowProposal> proposals, FlowField truth, int longSide)
    {
        using ScaledImage a = ScaledImage.Reduce(pair.GrayA, longSide), b = ScaledImage.Reduce(pair.GrayB, longSide);
        Size size = a.Image.Size();
        var scaleB = new Point2d(b.ScaleX, b.ScaleY);
        FlowProposal[] inFrame = [.. proposals.Select(p => p.Resized(size, scaleB))];
        FlowField trueFlow = a.ScaleX == 1 && b.ScaleX == 1 ? truth : FlowOperations.Resize(truth, size.Width, size.Height, scaleB.X, scaleB.Y);
        var described = new ProposalFeatures(a.Image, b.Image, inFrame);
        float[] features = described.Of(0, described.Rows);
        int n = ProposalFeatures.Names.Length;
        void Take(int point, bool fromAll)
        {
            int x = point % described.Columns * FusionGrid.Stride, y = point / described.Columns * FusionGrid.Stride;
            if (!trueFlow.IsKnown(x, y))
                return;
            for (int k = 0; k < inFrame.Length; k++)
            {
                float error = (inFrame[k].Flow[x, y] - trueFlow[x, y]).Length();
                rows.AddRange([index, point, fromAll ? 1 : 0, float.IsFinite(error) ? error : 1000]);
                rows.AddRange(features.AsSpan((point * inFrame.Length + k) * n, n));
            }
        }
        var random = new Random(index);
        int points = described.Columns * described.Rows;
        for (int i = 0; i < FromAll; i++)
            Take(random.Next(points), true);
        int[] differing = [.. Enumerable.Range(0, points).Where(p => Spread(inFrame, p % described.Columns * FusionGrid.Stride, p / described.Columns * FusionGrid.Stride) > 1)];
        for (int i = 0; i < FromDiffering && differing.Length > 0; i++)
            Take(differing[random.Next(differing.Length)], false);
    }

    private static float Spread(FlowProposal[] proposals, int x, int y) =>
        proposals.Max(p => Vector2.Distance(p.Flow[x, y], proposals[0].Flow[x, y]));
}
