using System.Runtime.InteropServices;

namespace Hybrid.Native;

/// <summary>What the header of an image file says; the pixels are not decoded.</summary>
public sealed unsafe record ImageProbe
{
    /// <summary>The format, told from the first bytes, not from the name.</summary>
    public ImageFormat Format { get; private init; }

    /// <summary>Stored width in pixels, before the orientation is applied.</summary>
    public int Width { get; private init; }

    /// <summary>Stored height in pixels, before the orientation is applied.</summary>
    public int Height { get; private init; }

    /// <summary>Bits a sample.</summary>
    public int BitDepth { get; private init; }

    /// <summary>Channels that the pixels have when read unchanged, alpha among them; a CMYK JPEG has 4.</summary>
    public int Channels { get; private init; }

    /// <summary>Whether there is an alpha channel or a transparent colour.</summary>
    public bool HasAlpha { get; private init; }

    /// <summary>EXIF orientation, 1 (upright) to 8.</summary>
    public int Orientation { get; private init; }

    /// <summary>Whether the file holds more than one frame; only the first is ever read.</summary>
    public bool IsAnimated { get; private init; }

    /// <summary>Whether the samples are floating-point numbers.</summary>
    public bool IsFloat { get; private init; }

    /// <summary>The embedded ICC profile, empty where there is none.</summary>
    public byte[] IccProfile { get; private init; } = [];

    /// <summary>The EXIF block, empty where there is none.</summary>
    public byte[] Exif { get; private init; } = [];

    /// <summary>Why the header cannot be used, in one line; empty where it can.</summary>
    public string Failure { get; private init; } = "";

    /// <summary>Whether the header makes sense. The pixels may still be cut short.</summary>
    public bool IsReadable => Failure.Length == 0;

    /// <summary>Why the last image on this thread could not be decoded, in one line; empty where it could.</summary>
    public static string LastDecodeFailure
    {
        get
        {
            if (!NativeBackend.IsAvailable)
                return "";
            _ = Shim.cv_last_decode_failure(out var text);
            return Marshal.PtrToStringUTF8((IntPtr)text) ?? "";
        }
    }

    /// <summary>Reads the header of an image file that is in memory.</summary>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public static ImageProbe Read(ReadOnlySpan<byte> file)
    {
        NativeBackend.Require();
        fixed (byte* p = file)
        {
            Shim.Check(Shim.cv_probe(p, file.Length, out var h, out var icc, out var nicc, out var exif, out var nexif, out var failure));
            return new ImageProbe
            {
                Format = (ImageFormat)h.Format,
                Width = h.Width,
                Height = h.Height,
                BitDepth = h.BitDepth,
                Channels = h.Channels,
                HasAlpha = h.HasAlpha != 0,
                Orientation = h.Orientation,
                IsAnimated = h.Animated != 0,
                IsFloat = h.IsFloat != 0,
                IccProfile = Shim.Take(icc, nicc),
                Exif = Shim.Take(exif, nexif),
                Failure = Shim.TakeText(failure),
            };
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Header
    {
        public int Format, Width, Height, BitDepth, Channels, HasAlpha, Orientation, Animated, IsFloat;
    }
}
