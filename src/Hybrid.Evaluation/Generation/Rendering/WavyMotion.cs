using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>
/// A homography after a smooth swell x → x + Σ aᵢ sin(kᵢ·x + φᵢ), as of cloth or uneven ground. The swell's slope stays
/// below 0.5, so that its inverse is found by fixed-point iteration to machine precision.
/// </summary>
internal sealed class WavyMotion : IMotion
{
    private const int Iterations = 60;
    private readonly Homography _after;
    private readonly Homography _before;
    private readonly Wave[] _waves;

    /// <summary>Draws the waves.</summary>
    /// <param name="after">The motion of the unswollen surface.</param>
    /// <param name="random">Decides directions and phases.</param>
    /// <param name="amplitude">Largest displacement by the swell in pixels.</param>
    /// <param name="period">Typical length of a wave in pixels, at least 15 times the amplitude.</param>
    /// <param name="onlyAlongRows">Displacements have no vertical part, as between rectified images.</param>
    internal WavyMotion(Homography after, SeededRandom random, double amplitude, double period, bool onlyAlongRows = false)
    {
        _after = after;
        _before = after.Inverse() ?? throw new ArgumentException("A surface moves by an invertible homography.", nameof(after));
        _waves = new Wave[3];
        for (int i = 0; i < _waves.Length; i++)
        {
            double direction = random.Range(0, 2 * Math.PI), k = 2 * Math.PI / (period * random.Range(0.9, 1.8)), turn = random.Range(0, 2 * Math.PI);
            double height = amplitude / _waves.Length;
            _waves[i] = new Wave(k * Math.Cos(direction), k * Math.Sin(direction), random.Range(0, 2 * Math.PI),
                height * (onlyAlongRows ? 1 : Math.Cos(turn)), onlyAlongRows ? 0 : height * Math.Sin(turn));
        }
    }

    /// <inheritdoc />
    public Point2d Forward(Point2d a) => _after.Apply(Add(a, Swell(a)));

    /// <inheritdoc />
    public Point2d Backward(Point2d b)
    {
        Point2d swollen = _before.Apply(b), a = swollen;
        for (int i = 0; i < Iterations; i++)
        {
            Point2d s = Swell(a);
            var next = new Point2d(swollen.X - s.X, swollen.Y - s.Y);
            bool done = Math.Abs(next.X - a.X) + Math.Abs(next.Y - a.Y) < 1e-10;
            a = next;
            if (done)
                break;
        }
        return a;
    }

    private static Point2d Add(Point2d a, Point2d b) => new(a.X + b.X, a.Y + b.Y);

    private Point2d Swell(Point2d p)
    {
        double x = 0, y = 0;
        foreach (Wave w in _waves)
        {
            double s = Math.Sin(w.Kx * p.X + w.Ky * p.Y + w.Phase);
            x += w.X * s;
            y += w.Y * s;
        }
        return new Point2d(x, y);
    }

    private readonly record struct Wave(double Kx, double Ky, double Phase, double X, double Y);
}
