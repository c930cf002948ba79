using System.Globalization;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Scalar maps as colour pictures and as grey ones.</summary>
public static class MapColors
{
    private const int BarWidth = 16;
    private const int LegendWidth = 72;

    /// <summary>Renders a map in a perceptually ordered colour table; unknown is black.</summary>
    /// <param name="map">The map.</param>
    /// <param name="low">The value of the table's first colour.</param>
    /// <param name="high">The value of its last colour.</param>
    /// <param name="table">Viridis by default; Turbo shows steps in disparity better.</param>
    /// <returns>CV_8UC3 of the map's size; owned by the caller.</returns>
    public static Mat Render(ScalarMap map, float low, float high, ColormapTypes table = ColormapTypes.Viridis)
    {
        using Mat gray = ToGray8(map, low, high);
        using Mat unknown = new(map.Height, map.Width, MatType.CV_8UC1);
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<float> row = map.Row(y);
            Span<byte> target = MatRows.Row<byte>(unknown, y);
            for (int x = 0; x < row.Length; x++)
                target[x] = float.IsNaN(row[x]) ? (byte)255 : (byte)0;
        }
        var color = new Mat();
        Cv2.ApplyColorMap(gray, color, table);
        color.SetTo(Scalar.All(0), unknown);
        return color;
    }

    /// <summary>Renders a map with a bar of its colours and their values on the right.</summary>
    /// <inheritdoc cref="Render" path="/param"/>
    /// <returns>CV_8UC3, 72 pixels wider than the map; owned by the caller.</returns>
    public static Mat RenderWithLegend(ScalarMap map, float low, float high, ColormapTypes table = ColormapTypes.Viridis)
    {
        using Mat picture = Render(map, low, high, table);
        var result = new Mat(map.Height, map.Width + LegendWidth, MatType.CV_8UC3, Scalar.All(255));
        using (Mat left = result[new Rect(0, 0, map.Width, map.Height)])
            picture.CopyTo(left);
        var ramp = new ScalarMap(BarWidth, map.Height);
        for (int y = 0; y < map.Height; y++)
            ramp.Row(y).Fill(high + (low - high) * y / Math.Max(1, map.Height - 1));
        using Mat bar = Render(ramp, low, high, table);
        using (Mat target = result[new Rect(map.Width + 6, 0, BarWidth, map.Height)])
            bar.CopyTo(target);
        for (int i = 0; i <= 4; i++)
        {
            string text = (high + (low - high) * i / 4).ToString("G3", CultureInfo.InvariantCulture);
            int y = Math.Clamp(i * (map.Height - 1) / 4 + 4, 9, Math.Max(9, map.Height - 2));
            Cv2.PutText(result, text, new Point(map.Width + 10 + BarWidth, y), HersheyFonts.HersheySimplex, 0.35, Scalar.All(0), 1, LineTypes.AntiAlias);
        }
        return result;
    }

    /// <summary>A map as 8-bit grey: low is 0, high is 255, values beyond are clamped, unknown is 0.</summary>
    /// <returns>CV_8UC1 of the map's size; owned by the caller.</returns>
    public static Mat ToGray8(ScalarMap map, float low, float high)
    {
        ArgumentNullException.ThrowIfNull(map);
        var gray = new Mat(map.Height, map.Width, MatType.CV_8UC1);
        float scale = 255 / Math.Max(high - low, 1e-12f);
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<float> row = map.Row(y);
            Span<byte> target = MatRows.Row<byte>(gray, y);
            for (int x = 0; x < row.Length; x++)
                target[x] = float.IsNaN(row[x]) ? (byte)0 : (byte)(Math.Clamp((row[x] - low) * scale, 0, 255) + 0.5f);
        }
        return gray;
    }
}
