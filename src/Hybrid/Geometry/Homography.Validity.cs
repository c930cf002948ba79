using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    /// <summary>Whether all nine numbers are finite.</summary>
    public bool IsFinite =>
        double.IsFinite(M11) && double.IsFinite(M12) && double.IsFinite(M13)
        && double.IsFinite(M21) && double.IsFinite(M22) && double.IsFinite(M23)
        && double.IsFinite(M31) && double.IsFinite(M32) && double.IsFinite(M33);

    /// <summary>
    /// Checks that the map neither folds, mirrors, collapses nor explodes A: w of one sign, orientation preserved,
    /// convex image, bounded change of area, bounded tilt and condition, enough overlap. The sign of the matrix
    /// does not matter.
    /// </summary>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    /// <param name="limits">What is allowed; null for <see cref="HomographyLimits.Default"/>.</param>
    public HomographyValidity CheckValidity(Size a, Size b, HomographyLimits? limits = null)
    {
        limits ??= HomographyLimits.Default;
        if (!IsFinite)
            return Degenerate($"a coefficient is not finite");
        double overlap = OverlapFraction(a, b);
        if (!(overlap >= limits.MinOverlap) || (limits.Region == HomographyRegion.Overlap && overlap == 0))
            return new(false, ReasonCode.LowOverlap, Text($"overlap {overlap:0.###}, at least {limits.MinOverlap:0.###} needed"));

        Span<Point2d> region = stackalloc Point2d[MostOverlapVertices];
        int count = 4;
        if (limits.Region == HomographyRegion.Overlap)
            count = OverlapPolygon(a, b, region);
        else
            ConvexPolygon.Frame(a, region);
        region = region[..count];

        Point2d centre = Mean(region);
        double sign = Depth(centre) < 0 ? -1 : 1, least = double.PositiveInfinity, most = 0;
        foreach (Point2d p in region)
        {
            least = Math.Min(least, sign * Depth(p));
            most = Math.Max(most, sign * Depth(p));
        }
        if (!(least > 0))
            return Degenerate($"the map sends part of A behind the camera, which no real view does: most likely false matches");
        if (most > limits.MaxPerspective * least)
            return Degenerate($"depth varies {most / least:g3}-fold over A, at most {limits.MaxPerspective:g3} is believed");
        if (!(sign * Determinant > 0))
            return Degenerate($"the map mirrors or flattens the image: determinant {sign * Determinant:g3}");

        Span<Point2d> image = stackalloc Point2d[count];
        for (int i = 0; i < count; i++)
            image[i] = Apply(region[i]);
        double area = ConvexPolygon.SignedArea(image) / ConvexPolygon.SignedArea(region);
        if (!(area >= limits.MinAreaRatio && area <= limits.MaxAreaRatio))
            return Degenerate($"area ratio {area:g3}: A would cover so many times its own area in B; {limits.MinAreaRatio:g3} to {limits.MaxAreaRatio:g3} is believed");
        if (limits.Region == HomographyRegion.Frame && !ConvexPolygon.IsStrictlyConvex(image))
            return Degenerate($"A would be folded in B: its outline there is not convex");
        double width = ConvexPolygon.Width(image);
        if (!(width >= limits.MinWidth))
            return Degenerate($"A would be {width:g3} px wide in B, at least {limits.MinWidth:g3} needed");
        double tilt = LocalAt(centre).Tilt;
        if (!(tilt <= limits.MaxTilt))
            return Degenerate($"tilt {tilt:g3}: A would be squeezed so many times in one direction, at most {limits.MaxTilt:g3} is believed");
        double condition = FrameCondition(a, b);
        if (!(condition <= limits.MaxCondition))
            return Degenerate($"condition {condition:g3}: the map all but flattens A, at most {limits.MaxCondition:g3} is believed");
        return new(true, ReasonCode.None, Text(
            $"overlap {overlap:0.###}, perspective {most / least:0.##}, area ratio {area:g3}, tilt {tilt:0.##}, condition {condition:g3}"));
    }

    /// <summary>Condition number of the matrix once both frames are scaled to −1..1.</summary>
    private double FrameCondition(Size a, Size b)
    {
        var fromUnit = new Homography(a.Width / 2.0, 0, (a.Width - 1) / 2.0, 0, a.Height / 2.0, (a.Height - 1) / 2.0, 0, 0, 1);
        var toUnit = new Homography(2.0 / b.Width, 0, -(b.Width - 1.0) / b.Width, 0, 2.0 / b.Height, -(b.Height - 1.0) / b.Height, 0, 0, 1);
        Homography scaled = toUnit * this * fromUnit;
        return Matrix<double>.Build.DenseOfRowMajor(3, 3, scaled.ToRowMajor()).Svd(false).ConditionNumber;
    }

    private static Point2d Mean(ReadOnlySpan<Point2d> points)
    {
        var sum = new Point2d(0, 0);
        foreach (Point2d p in points)
            sum += p;
        return sum * (1.0 / points.Length);
    }

    private static HomographyValidity Degenerate(FormattableString evidence) =>
        new(false, ReasonCode.DegenerateGeometry, Text(evidence));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
