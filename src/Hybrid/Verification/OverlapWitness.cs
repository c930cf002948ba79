using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>Gathers <see cref="OverlapEvidence"/>: cheap evidence first, a network's on top where it is asked for.</summary>
internal sealed class OverlapWitness : IDisposable
{
    private const int LongSide = 480;

    // Below, what lies at the same place changes nothing worth a second comparison.
    private const double LeastStill = 0.05;

    // What the homography moves by less than this, in pixels of the frame, lies where it would lie anyway.
    private const double StillWithin = 6;

    private readonly ComparisonFrame _frame;
    private readonly ComparedPlaces _all;
    private readonly ComparedPlaces? _moved;
    private readonly double _stillShare;

    private OverlapWitness(ComparisonFrame frame, ComparedPlaces all, ComparedPlaces? moved, double stillShare, int claimed)
    {
        (_frame, _all, _moved, _stillShare) = (frame, all, moved, stillShare);
        ShiftAgreement gradients = all.CompareGradients();
        Evidence = new OverlapEvidence
        {
            Gradients = gradients,
            MovedGradients = moved?.CompareGradients() ?? gradients,
            Still = stillShare,
            Claimed = claimed,
            Unmoved = claimed == 0 ? 0 : 1 - (double)all.Count / claimed,
            Step = frame.PixelInA * DescriptorGrid.Step,
        };
    }

    /// <summary>What is known so far.</summary>
    public OverlapEvidence Evidence { get; private set; }

    /// <summary>Compares the images under a homography; null where its overlap is too small to.</summary>
    /// <param name="grayA">Image A, 8-bit, one channel.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="h">A to B, valid.</param>
    public static OverlapWitness? Make(Mat grayA, Mat grayB, in Homography h)
    {
        if (ComparisonFrame.Make(grayA, grayB, h, LongSide) is not { } frame)
            return null;
        Homography motion = frame.ToA.Inverse()!.Value * frame.ToB;
        using Mat nothing = Nothing(frame), beyond = Beyond(frame), far = Far(frame.Size, motion), kept = new();
        if (frame.StillB is not { } stillB)
        {
            var places = new ComparedPlaces(frame, Either(nothing, beyond), nothing.Clone());
            return new OverlapWitness(frame, places, null, 0, places.Count);
        }
        using StillContent still = StillContent.Of(frame.A, stillB);
        using Mat alikeInB = Warped(still.Alike, motion), sameInB = Warped(still.Same, motion);
        using Mat outside = Either(nothing, beyond);
        int claimed = ComparedPlaces.CountTextured(frame.A, outside);
        Mat farA = Both(still.Alike, far), farB = Both(alikeInB, far);
        Cv2.BitwiseOr(farA, outside, farA);
        Cv2.BitwiseOr(farB, nothing, farB);
        var all = new ComparedPlaces(frame, farA, farB);
        Mat restA = Either(still.Same, farA), restB = Either(sameInB, farB);
        Cv2.BitwiseOr(restB, still.Same, restB);
        var moved = new ComparedPlaces(frame, restA, restB);
        double share = all.Count == 0 ? 0 : 1 - (double)moved.Count / all.Count;
        if (share > LeastStill)
            return new OverlapWitness(frame, all, moved, share, claimed);
        moved.Dispose();
        return new OverlapWitness(frame, all, null, share, claimed);
    }

    /// <summary>Asks a network too.</summary>
    public void Ask(DescriptorNetwork network)
    {
        ShiftAgreement descriptors = _all.CompareDescriptors(network);
        Evidence = Evidence with { Descriptors = descriptors, MovedDescriptors = _moved?.CompareDescriptors(network) ?? descriptors };
    }

    /// <summary>Asks whether what the images have in common is a layout, where nothing moves.</summary>
    public void AskForLayout()
    {
        Homography motion = _frame.ToA.Inverse()!.Value * _frame.ToB;
        double right = _frame.Size.Width - 1, bottom = _frame.Size.Height - 1;
        Point2d[] corners = [new(0, 0), new(right, 0), new(right, bottom), new(0, bottom)];
        if (corners.All(c => motion.Apply(c).DistanceTo(c) < StillWithin))
            Evidence = Evidence with { Layout = LayoutWitness.Of(_frame) };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _all.Dispose();
        _moved?.Dispose();
        _frame.Dispose();
    }

    /// <summary>What shows nothing: areas without content in either image, and what B does not see.</summary>
    private static Mat Nothing(ComparisonFrame frame)
    {
        const int margin = 5;
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(margin, margin)), insideA = frame.A[frame.InsideA];
        using Mat a = VoidAreas.Mask(insideA), b = VoidAreas.Mask(frame.B);
        var nothing = new Mat();
        Cv2.BitwiseNot(frame.Seen, nothing);
        Cv2.Dilate(nothing, nothing, kernel);
        using Mat part = nothing[frame.InsideA];
        Cv2.BitwiseOr(part, a, part);
        Cv2.BitwiseOr(nothing, b, nothing);
        return nothing;
    }

    /// <summary>What lies beyond A.</summary>
    private static Mat Beyond(ComparisonFrame frame)
    {
        var beyond = new Mat(frame.Size.Height, frame.Size.Width, MatType.CV_8UC1, Scalar.All(255));
        using Mat inside = beyond[frame.InsideA];
        inside.SetTo(Scalar.All(0));
        return beyond;
    }

    private static Mat Warped(Mat mask, in Homography motion)
    {
        using Mat map = motion.ToMat();
        var warped = new Mat();
        Cv2.WarpPerspective(mask, warped, map, mask.Size(), InterpolationFlags.Nearest | InterpolationFlags.WarpInverseMap, BorderTypes.Constant, Scalar.All(0));
        return warped;
    }

    /// <summary>Where the homography says that things moved.</summary>
    private static Mat Far(Size size, in Homography motion)
    {
        const int block = DescriptorGrid.Step;
        var far = new Mat(size.Height, size.Width, MatType.CV_8UC1, Scalar.All(0));
        for (int top = 0; top < size.Height; top += block)
        {
            Span<byte> first = MatRows.Row<byte>(far, top);
            for (int left = 0; left < size.Width; left += block)
            {
                var p = new Point2d(left + (block - 1) / 2.0, top + (block - 1) / 2.0);
                if (p.DistanceTo(motion.Apply(p)) >= StillWithin)
                    first[left..Math.Min(left + block, size.Width)].Fill(255);
            }
            for (int y = top + 1; y < Math.Min(top + block, size.Height); y++)
                first.CopyTo(MatRows.Row<byte>(far, y));
        }
        return far;
    }

    private static Mat Both(Mat a, Mat b)
    {
        var both = new Mat();
        Cv2.BitwiseAnd(a, b, both);
        return both;
    }

    private static Mat Either(Mat a, Mat b)
    {
        var either = new Mat();
        Cv2.BitwiseOr(a, b, either);
        return either;
    }
}
