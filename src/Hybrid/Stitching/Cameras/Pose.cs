using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// Where a view looks: the map from its pixels to directions of the panorama's world (rotating cameras, x right, y down,
/// z forward) or to the panorama's plane at z = 1 (planar and affine).
/// </summary>
/// <param name="Kind">Which parameters are free.</param>
/// <param name="Focal">Focal length in pixels; 1 where there is none.</param>
/// <param name="Cx">Principal point, pixels.</param>
/// <param name="Cy">Principal point, pixels.</param>
/// <param name="Matrix">Camera to world rotation, or pixels to plane.</param>
internal readonly record struct Pose(PoseKind Kind, double Focal, double Cx, double Cy, Homography Matrix)
{
    /// <summary>How the lens of a rotating camera departs from a pinhole; <see cref="ToWorld"/> and <see cref="ToPixels"/> know nothing of it.</summary>
    public Lens Lens { get; init; }

    /// <summary>Half the image's diagonal, pixels, the principal point being its middle.</summary>
    private double Half => Math.Sqrt((Cx + 0.5) * (Cx + 0.5) + (Cy + 0.5) * (Cy + 0.5));

    /// <summary>The direction of the world, or the place of the plane, that a pixel shows.</summary>
    public Point3d Ray(double x, double y) => Lens.Kind == LensKind.Pinhole
        ? Rotation.Apply(ToWorld, new Point3d(x, y, 1))
        : Rotation.Apply(Matrix, Lens.Ray(new Point2d(x - Cx, y - Cy), Focal, Half));

    /// <summary>The pixel itself, or the one in its direction on the rim of the lens's image circle.</summary>
    public Point2d Inside(double x, double y)
    {
        double dx = x - Cx, dy = y - Cy, share = Lens.Circle > 0 ? Lens.Circle * Half / Math.Sqrt(dx * dx + dy * dy) : 1;
        return share < 1 ? new Point2d(Cx + dx * share, Cy + dy * share) : new Point2d(x, y);
    }

    /// <summary>The pixel that shows a direction of the world, for a lens that is no pinhole; NaN where none does.</summary>
    public Point2d Pixel(Point3d ray)
    {
        Point2d p = Lens.Place(Rotation.Apply(Transpose(Matrix), ray), Focal, Half);
        return new Point2d(p.X + Cx, p.Y + Cy);
    }

    /// <summary>Free parameters.</summary>
    public int Freedom => FreedomOf(Kind);

    /// <summary>Pixels to world.</summary>
    public Homography ToWorld => Kind == PoseKind.Rotating
        ? Matrix * new CameraIntrinsics(Focal, Focal, Cx, Cy).ToRays
        : Matrix;

    /// <summary>World to pixels, up to a positive factor; null where singular.</summary>
    public Homography? ToPixels
    {
        get
        {
            if (Kind == PoseKind.Rotating)
                return new CameraIntrinsics(Focal, Focal, Cx, Cy).ToPixels * Transpose(Matrix);
            // Inverse() normalises and thereby may turn the sign, on which depends what lies in front.
            if (Matrix.Inverse() is not { } inverse)
                return null;
            double x = Matrix.M11 * Cx + Matrix.M12 * Cy + Matrix.M13, y = Matrix.M21 * Cx + Matrix.M22 * Cy + Matrix.M23;
            double z = Matrix.M31 * Cx + Matrix.M32 * Cy + Matrix.M33;
            double depth = inverse.M31 * x + inverse.M32 * y + inverse.M33 * z;
            return depth >= 0 ? inverse : Scale(inverse, -1);
        }
    }

    /// <summary>Free parameters of a kind.</summary>
    public static int FreedomOf(PoseKind kind) => kind switch { PoseKind.Rotating => 4, PoseKind.Planar => 8, _ => 6 };

    /// <summary>A pose near this one: by log focal length and rotation vector, or by the entries of a matrix beside the identity.</summary>
    public Pose Step(ReadOnlySpan<double> d) => Kind switch
    {
        PoseKind.Rotating => this with { Focal = Focal * Math.Exp(d[0]), Matrix = Rotation.FromVector(d[1], d[2], d[3]) * Matrix },
        PoseKind.Planar => this with { Matrix = new Homography(1 + d[0], d[1], d[2], d[3], 1 + d[4], d[5], d[6], d[7], 1) * Matrix },
        _ => this with { Matrix = new Homography(1 + d[0], d[1], d[2], d[3], 1 + d[4], d[5], 0, 0, 1) * Matrix },
    };

    /// <summary>The same view with pixels of another size: <paramref name="resize"/> leads from the new pixels to the old.</summary>
    public Pose Resized(in Homography resize)
    {
        if (Kind != PoseKind.Rotating)
        {
            Homography back = resize.Inverse()!.Value;
            Point2d center = back.Apply(new Point2d(Cx, Cy));
            return this with { Matrix = Matrix * resize, Cx = center.X, Cy = center.Y };
        }
        double s = 0.5 * (resize.M11 + resize.M22);
        return this with { Focal = Focal / s, Cx = (Cx - resize.M13) / resize.M11, Cy = (Cy - resize.M23) / resize.M22 };
    }

    /// <summary>The same view of a world turned by a rotation (or mapped by a plane map).</summary>
    public Pose Turned(in Homography turn) => this with { Matrix = turn * Matrix };

    internal static Homography Transpose(in Homography m) => new(m.M11, m.M21, m.M31, m.M12, m.M22, m.M32, m.M13, m.M23, m.M33);

    internal static Homography Scale(in Homography m, double s) =>
        new(m.M11 * s, m.M12 * s, m.M13 * s, m.M21 * s, m.M22 * s, m.M23 * s, m.M31 * s, m.M32 * s, m.M33 * s);
}
