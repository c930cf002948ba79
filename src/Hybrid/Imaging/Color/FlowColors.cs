using System.Globalization;
using System.Numerics;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Flow as colour: direction by hue, length by saturation, unknown black.</summary>
/// <remarks>Baker et al., IJCV 2011: the colour wheel of the Middlebury flow benchmark, 55 hues spaced by how well the eye tells them apart.</remarks>
public static class FlowColors
{
    private const int LegendWidth = 96;
    private const int LegendHeight = 120;
    private const int WheelSide = 72;

    // Hues between red, yellow, green, cyan, blue, magenta and red again.
    private static readonly int[] s_segments = [15, 6, 4, 11, 13, 6];
    private static readonly Vector3[] s_corners =
    [
        new(1, 0, 0), new(1, 1, 0), new(0, 1, 0), new(0, 1, 1), new(0, 0, 1), new(1, 0, 1),
    ];

    private static readonly Vector3[] s_wheel = MakeWheel();

    /// <summary>Renders a flow field.</summary>
    /// <param name="flow">The field.</param>
    /// <param name="maxLength">The length in pixels that is fully saturated; longer ones are darkened. Null for the
    /// 99th percentile of the field.</param>
    /// <returns>CV_8UC3 of the field's size; owned by the caller.</returns>
    public static Mat Render(FlowField flow, float? maxLength = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        float radius = Math.Max(maxLength ?? Percentile(flow, 0.99), 1e-6f);
        var image = new Mat(flow.Height, flow.Width, MatType.CV_8UC3);
        Concurrency.For(0, flow.Height, y =>
        {
            Span<byte> row = MatRows.Row<byte>(image, y);
            for (int x = 0; x < flow.Width; x++)
            {
                Vector3 rgb = Color(flow[x, y] / radius);
                row[3 * x] = (byte)(255 * rgb.Z);
                row[3 * x + 1] = (byte)(255 * rgb.Y);
                row[3 * x + 2] = (byte)(255 * rgb.X);
            }
        });
        return image;
    }

    /// <summary>Renders a flow field with the wheel of its colours on the right, and the length that its rim stands for.</summary>
    /// <inheritdoc cref="Render" path="/param"/>
    /// <returns>CV_8UC3, 96 pixels wider than the field and at least 120 high; owned by the caller.</returns>
    public static Mat RenderWithLegend(FlowField flow, float? maxLength = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        float radius = Math.Max(maxLength ?? Percentile(flow, 0.99), 1e-6f);
        using Mat picture = Render(flow, radius);
        var result = new Mat(Math.Max(flow.Height, LegendHeight), flow.Width + LegendWidth, MatType.CV_8UC3, Scalar.All(255));
        using (Mat left = result[new Rect(0, 0, flow.Width, flow.Height)])
            picture.CopyTo(left);
        using Mat wheel = Wheel(WheelSide);
        using Mat seen = new(), shade = new();
        Cv2.CvtColor(wheel, shade, ColorConversionCodes.BGR2GRAY);
        Cv2.Compare(shade, Scalar.All(0), seen, CmpTypes.GT);
        using (Mat target = result[new Rect(flow.Width + (LegendWidth - WheelSide) / 2, 10, WheelSide, WheelSide)])
            wheel.CopyTo(target, seen);
        string text = radius.ToString("G3", CultureInfo.InvariantCulture) + " px";
        Cv2.PutText(result, text, new Point(flow.Width + 16, WheelSide + 30), HersheyFonts.HersheySimplex, 0.45, Scalar.All(0), 1, LineTypes.AntiAlias);
        return result;
    }

    /// <summary>The wheel itself: the colour of every displacement up to the radius, white in the centre.</summary>
    /// <param name="side">Side of the square image in pixels.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Wheel(int side)
    {
        var flow = new FlowField(side, side);
        float centre = (side - 1) / 2f;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                var d = new Vector2(x - centre, y - centre) / centre;
                flow[x, y] = d.Length() <= 1 ? d : new Vector2(float.NaN);
            }
        }
        return Render(flow, 1);
    }

    private static Vector3 Color(Vector2 d)
    {
        if (float.IsNaN(d.X + d.Y))
            return Vector3.Zero;
        float length = d.Length();
        float turn = MathF.Atan2(-d.Y, -d.X) / MathF.PI;
        float position = (turn + 1) / 2 * (s_wheel.Length - 1);
        int k0 = (int)position, k1 = (k0 + 1) % s_wheel.Length;
        Vector3 hue = Vector3.Lerp(s_wheel[k0], s_wheel[k1], position - k0);
        return length <= 1 ? Vector3.One - length * (Vector3.One - hue) : 0.75f * hue;
    }

    private static Vector3[] MakeWheel()
    {
        var wheel = new List<Vector3>();
        for (int s = 0; s < s_segments.Length; s++)
        {
            for (int i = 0; i < s_segments[s]; i++)
                wheel.Add(Vector3.Lerp(s_corners[s], s_corners[(s + 1) % s_corners.Length], (float)i / s_segments[s]));
        }
        return [.. wheel];
    }

    private static float Percentile(FlowField flow, double fraction)
    {
        float[] lengths = [.. FlowOperations.Magnitude(flow).Data.Where(float.IsFinite)];
        if (lengths.Length == 0)
            return 1;
        Array.Sort(lengths);
        return lengths[(int)(fraction * (lengths.Length - 1))];
    }
}
