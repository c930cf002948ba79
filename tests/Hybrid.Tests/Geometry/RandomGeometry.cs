using FsCheck;
using FsCheck.Fluent;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Tests.Geometry;

/// <summary>Seeded random maps and matches; a law is checked over seeds, so that every failure can be replayed.</summary>
internal sealed class RandomGeometry(int seed)
{
    public static readonly Size A = new(640, 480);
    public static readonly Size B = new(800, 600);
    private readonly Random _random = new(seed);

    /// <summary>Graffiti, Oxford: image 1 to 2, 3 and 6 (800×640).</summary>
    public static readonly Homography Graf12 = new(0.87976964, 0.31245438, -39.430589, -0.18389418, 0.93847198, 153.15784, 0.00019641425, -1.6015275e-05, 1);
    public static readonly Homography Graf13 = new(0.76285898, -0.29922929, 225.67123, 0.33443473, 1.0143901, -76.999973, 0.00034663091, -1.4364524e-05, 1);
    public static readonly Homography Graf16 = new(0.4271459, -0.67181765, 453.61534, 0.44106579, 1.013323, -46.534569, 0.00051887712, -7.8853731e-05, 1);
    public static readonly Size Graf = new(800, 640);

    /// <summary>Boat, Oxford: image 1 to 6 (850×680), zoomed and turned.</summary>
    public static readonly Homography Boat16 = new(0.29992872, 0.22821975, 229.30182, -0.23832758, 0.24564042, 367.67399, 9.9064973e-05, -5.8498673e-05, 1);
    public static readonly Size Boat = new(850, 680);

    /// <summary>Checks a law for a hundred seeds.</summary>
    public static void ForAllSeeds(Func<RandomGeometry, bool> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20260101, 7),
            Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => law(new RandomGeometry(seed))));

    public double Uniform(double from, double to) => from + (to - from) * _random.NextDouble();

    public int Integer(int from, int toExclusive) => _random.Next(from, toExclusive);

    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public Point2d PointInA() => new(Uniform(0, A.Width - 1), Uniform(0, A.Height - 1));

    public Homography Affine()
    {
        double angle = Uniform(-Math.PI, Math.PI), scale = Math.Exp(Uniform(-1, 1)), stretch = Math.Exp(Uniform(-0.7, 0.7)), axis = Uniform(0, Math.PI);
        Homography turn = Rotation(angle), skew = Rotation(-axis) * new Homography(scale * stretch, 0, 0, 0, scale / stretch, 0, 0, 0, 1) * Rotation(axis);
        return Homography.Translation(Uniform(-100, 700), Uniform(-100, 500)) * turn * skew * Homography.Translation(-320, -240);
    }

    /// <summary>Any strength up to a w that varies threefold over A.</summary>
    public Homography Projective()
    {
        double angle = Uniform(0, 2 * Math.PI), strength = Uniform(0, 0.5) / 400;
        var tilt = new Homography(1, 0, 0, 0, 1, 0, strength * Math.Cos(angle), strength * Math.Sin(angle), 1);
        return (Affine() * Homography.Translation(320, 240) * tilt * Homography.Translation(-320, -240)).Normalized();
    }

    public PointMatch[] Matches(Homography h, int count, double noiseA = 0, double noiseB = 0)
    {
        var matches = new PointMatch[count];
        for (int i = 0; i < count; i++)
        {
            Point2d a = PointInA(), b = h.Apply(a);
            matches[i] = new(
                new Point2d(a.X + noiseA * Gaussian(), a.Y + noiseA * Gaussian()),
                new Point2d(b.X + noiseB * Gaussian(), b.Y + noiseB * Gaussian()),
                1);
        }
        return matches;
    }

    public static Homography Rotation(double angle) => new(Math.Cos(angle), -Math.Sin(angle), 0, Math.Sin(angle), Math.Cos(angle), 0, 0, 0, 1);
}
