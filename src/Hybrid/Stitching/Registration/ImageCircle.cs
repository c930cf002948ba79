using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Registration;

/// <summary>Recognises the image circle of a fisheye: a full disc in a black frame.</summary>
internal static class ImageCircle
{
    private const int Black = 20, Step = 3;

    /// <summary>How much of the corners has to be black, and of the disc may be.</summary>
    private const double MostCorner = 0.98, MostDisc = 0.3;

    /// <summary>The circle's radius in half diagonals of the image; 0 where there is none.</summary>
    /// <param name="gray">8-bit grey.</param>
    public static double Find(Mat gray)
    {
        double cx = (gray.Width - 1) / 2.0, cy = (gray.Height - 1) / 2.0, radius = Math.Min(gray.Width, gray.Height) / 2.0;
        int corner = 0, blackCorner = 0, disc = 0, blackDisc = 0;
        for (int y = 0, rows = gray.Rows; y < rows; y += Step)
        {
            ReadOnlySpan<byte> row = MatRows.Row<byte>(gray, y);
            for (int x = 0; x < row.Length; x += Step)
            {
                double r = Math.Sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) / radius;
                if (r > 1.03)
                    (corner, blackCorner) = (corner + 1, blackCorner + (row[x] <= Black ? 1 : 0));
                else if (r < 0.9)
                    (disc, blackDisc) = (disc + 1, blackDisc + (row[x] <= Black ? 1 : 0));
            }
        }
        return corner > 0 && blackCorner >= MostCorner * corner && blackDisc <= MostDisc * disc ? 0.98 * radius / Math.Sqrt(cx * cx + cy * cy) : 0;
    }
}
