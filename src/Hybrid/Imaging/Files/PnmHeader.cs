using System.Globalization;

namespace Hybrid.Imaging;

/// <summary>Reads the header of a PBM, PGM or PPM file, P1 to P6 (netpbm). PAM (P7) is left to the decoder.</summary>
internal static class PnmHeader
{
    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var header = new ImageHeader(ImageFileFormat.Pnm);
        char kind = (char)file[1];
        if (kind == '7')
            return header;
        int at = 2;
        if (!TryNumber(file, ref at, out int width) || !TryNumber(file, ref at, out int height))
            return header with { IsTruncated = true };
        int maximum = 1;
        if (kind is not ('1' or '4') && !TryNumber(file, ref at, out maximum))
            return header with { IsTruncated = true };
        long needed = kind switch
        {
            '4' => (width + 7L) / 8 * height,
            '5' => (long)width * height * (maximum > 255 ? 2 : 1),
            '6' => 3L * width * height * (maximum > 255 ? 2 : 1),
            _ => (long)width * height,
        };
        return header with { Width = width, Height = height, IsTruncated = file.Length - at - 1 < needed };
    }

    private static bool TryNumber(ReadOnlySpan<byte> file, ref int at, out int number)
    {
        while (at < file.Length && (char.IsWhiteSpace((char)file[at]) || file[at] == '#'))
        {
            if (file[at] == '#')
            {
                int end = file[at..].IndexOf((byte)'\n');
                at = end < 0 ? file.Length : at + end;
            }
            else
            {
                at++;
            }
        }
        int start = at;
        while (at < file.Length && char.IsAsciiDigit((char)file[at]))
            at++;
        return int.TryParse(file[start..at], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
