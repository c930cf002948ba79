using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>
/// Metadata in the directories of a classic TIFF file (TIFF 6.0; EXIF 2.3). What EXIF says of a photograph lies in the first
/// directory and in those it points to, so the EXIF block is the file's own directory without the tags of its pixels.
/// </summary>
internal static class TiffMetadata
{
    private const ushort Xmp = 700, Icc = 34675;

    // Description, make, model, orientation, resolution, software, date, artist, copyright, EXIF and GPS.
    private static readonly ushort[] Kept = [270, 271, 272, 274, 282, 283, 296, 305, 306, 315, 33432, 34665, 34853];

    internal static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        List<TiffDirectory.Entry> entries = TiffDirectory.Read(file);
        List<TiffDirectory.Entry> kept = entries.FindAll(e => Kept.Contains(e.Tag));
        return new ImageMetadata
        {
            Exif = kept.Count == 0 ? null : TiffDirectory.Write(kept),
            IccProfile = entries.Find(e => e.Tag == Icc)?.Data,
            Xmp = entries.Find(e => e.Tag == Xmp)?.Data,
        };
    }

    internal static byte[] Put(ImageMetadata metadata, byte[] file)
    {
        if (file[0] != 'I' || BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(2)) != 42)
            return file;
        var entries = new SortedDictionary<ushort, TiffDirectory.Entry>();
        foreach (TiffDirectory.Entry entry in TiffDirectory.Read(metadata.Exif ?? []))
        {
            if (Kept.Contains(entry.Tag))
                entries[entry.Tag] = entry;
        }
        if (metadata.IccProfile is { } profile)
            entries[Icc] = new TiffDirectory.Entry(Icc, 7, profile, null);
        if (metadata.Xmp is { } xmp)
            entries[Xmp] = new TiffDirectory.Entry(Xmp, 1, xmp, null);
        // The file's own tags describe its pixels and win.
        foreach (TiffDirectory.Entry entry in TiffDirectory.Read(file))
        {
            if (!Kept.Contains(entry.Tag) || !entries.ContainsKey(entry.Tag))
                entries[entry.Tag] = entry;
        }
        return TiffDirectory.Append(file, [.. entries.Values]);
    }
}
