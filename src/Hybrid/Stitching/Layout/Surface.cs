using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>
/// A surface that a panorama is drawn on: from directions (x right, y down, z forward; any length) to positions in units
/// of the focal length, and back. Positions of a closed surface repeat in x with <see cref="Period"/>.
/// </summary>
internal abstract class Surface
{
    /// <summary>The surface of a kind.</summary>
    public static Surface Of(SurfaceKind kind) => kind switch
    {
        SurfaceKind.Plane or SurfaceKind.Affine => new PlaneSurface(),
        SurfaceKind.Cylindrical => new CylindricalSurface(),
        SurfaceKind.Spherical => new SphericalSurface(),
        SurfaceKind.Stereographic => new StereographicSurface(),
        SurfaceKind.Mercator => new MercatorSurface(),
        SurfaceKind.Panini => new PaniniSurface(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a surface"),
    };

    /// <summary>How far apart repetitions lie; infinite where there are none.</summary>
    public virtual double Period => double.PositiveInfinity;

    /// <summary>Whether a direction has a place.</summary>
    public virtual bool CanShow(Point3d ray) => true;

    /// <summary>The place of a direction.</summary>
    public abstract Point2d Project(Point3d ray);

    /// <summary>The direction of a place; (0, 0, 0) where there is none.</summary>
    public abstract Point3d Unproject(Point2d place);

    private sealed class PlaneSurface : Surface
    {
        public override bool CanShow(Point3d ray) => ray.Z > 0.05 * Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + ray.Z * ray.Z);

        public override Point2d Project(Point3d ray) => new(ray.X / ray.Z, ray.Y / ray.Z);

        public override Point3d Unproject(Point2d place) => new(place.X, place.Y, 1);
    }

    private sealed class CylindricalSurface : Surface
    {
        public override double Period => 2 * Math.PI;

        public override bool CanShow(Point3d ray) => Math.Abs(ray.Y) < 8 * Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z);

        public override Point2d Project(Point3d ray) => new(Math.Atan2(ray.X, ray.Z), ray.Y / Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z));

        public override Point3d Unproject(Point2d place)
        {
            (double sin, double cos) = Math.SinCos(place.X);
            return new Point3d(sin, place.Y, cos);
        }
    }

    private sealed class SphericalSurface : Surface
    {
        public override double Period => 2 * Math.PI;

        public override Point2d Project(Point3d ray) => new(Math.Atan2(ray.X, ray.Z), Math.Atan2(ray.Y, Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z)));

        public override Point3d Unproject(Point2d place)
        {
            if (Math.Abs(place.Y) > Math.PI / 2)
                return default;
            (double sin, double cos) = Math.SinCos(place.X);
            (double down, double level) = Math.SinCos(place.Y);
            return new Point3d(sin * level, down, cos * level);
        }
    }

    private sealed class StereographicSurface : Surface
    {
        public override bool CanShow(Point3d ray) => ray.Z > -0.9 * Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + ray.Z * ray.Z);

        public override Point2d Project(Point3d ray)
        {
            double d = Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + ray.Z * ray.Z) + ray.Z;
            return new Point2d(2 * ray.X / d, 2 * ray.Y / d);
        }

        public override Point3d Unproject(Point2d place) =>
            new(4 * place.X, 4 * place.Y, 4 - place.X * place.X - place.Y * place.Y);
    }

    private sealed class MercatorSurface : Surface
    {
        public override double Period => 2 * Math.PI;

        public override bool CanShow(Point3d ray) => Math.Abs(ray.Y) < 8 * Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z);

        public override Point2d Project(Point3d ray) => new(Math.Atan2(ray.X, ray.Z), Math.Asinh(ray.Y / Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z)));

        public override Point3d Unproject(Point2d place)
        {
            (double sin, double cos) = Math.SinCos(place.X);
            return new Point3d(sin, Math.Sinh(place.Y), cos);
        }
    }

    /// <summary>Sharpless, Postle and German, Pannini: a new projection for rendering wide angle perspective images, 2010, with d = 1.</summary>
    private sealed class PaniniSurface : Surface
    {
        public override bool CanShow(Point3d ray) => ray.Z > -0.9 * Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z);

        public override Point2d Project(Point3d ray)
        {
            double level = Math.Sqrt(ray.X * ray.X + ray.Z * ray.Z), s = 2 / (level + ray.Z);
            return new Point2d(s * ray.X, s * ray.Y);
        }

        public override Point3d Unproject(Point2d place)
        {
            // With t = tan(longitude / 2), x = 2 t and y = 2 tan(latitude) / (1 + cos(longitude)) = tan(latitude) (1 + t²).
            double t = place.X / 2, q = 1 + t * t;
            return new Point3d(2 * t / q, place.Y / q, (1 - t * t) / q);
        }
    }
}
