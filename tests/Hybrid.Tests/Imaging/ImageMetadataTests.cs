using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public class ImageMetadataTests
{
    private static readonly byte[] Profile = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7 + i / 256))];

    private static readonly byte[] Xmp = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>"u8.ToArray();

    // Little-endian: orientation 6 and, in the EXIF directory below, an exposure time of 1/50.
    private static readonly byte[] Exif =
    [
        .. "II*\0"u8, 8, 0, 0, 0,
        2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0x9A, 0x82, 5, 0, 1, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 50, 0, 0, 0,
    ];

    public static TheoryData<string, string> Formats
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string from in (string[])[".jpg", ".png", ".webp", ".tif"])
            {
                foreach (string to in (string[])[".jpg", ".png", ".webp", ".tif"])
                    data.Add(from, to);
            }
            return data;
        }
    }

    private static byte[] Encoded(string extension)
    {
        using Mat image = Pictures.Ramp(33, 21, MatType.CV_8UC3);
        return ImageWriter.Encode("x" + extension, image);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Exif_profile_and_xmp_move_from_any_format_to_any_other(string from, string to)
    {
        byte[] first = new ImageMetadata { Exif = Exif, IccProfile = Profile, Xmp = Xmp }.PutInto(Encoded(from));
        byte[] second = ImageMetadata.Read(first).PutInto(Encoded(to));
        ImageMetadata read = ImageMetadata.Read(second);
        Assert.Equal(Profile, read.IccProfile);
        Assert.Equal(Xmp, read.Xmp);
        Assert.Equal(6, ExifOrientation.Read(read.Exif));
        TiffDirectory.Entry camera = Assert.Single(TiffDirectory.Read(read.Exif!), e => e.Tag == 0x8769);
        Assert.Equal([1, 0, 0, 0, 50, 0, 0, 0], Assert.Single(camera.Directory!).Data);
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void Pixels_stay_as_they_are(string extension)
    {
        byte[] plain = Encoded(extension);
        byte[] carrying = new ImageMetadata { Exif = Exif, IccProfile = Profile, Xmp = Xmp }.PutInto(plain);
        var stored = new ImageReadOptions { ApplyOrientation = false };
        using Mat before = ImageReader.Decode(plain, "a", stored), after = ImageReader.Decode(carrying, "b", stored);
        // Some decoders turn a TIFF by its own tag; its pixels are compared through what all agree on.
        Assert.Equal(before.Total(), after.Total());
        Assert.Equal(Cv2.Sum(before).Val0, Cv2.Sum(after).Val0);
    }

    [Fact]
    public void Nothing_to_carry_leaves_a_file_as_it_is()
    {
        byte[] plain = Encoded(".png");
        Assert.Same(plain, new ImageMetadata().PutInto(plain));
        Assert.True(ImageMetadata.Read(plain).IsEmpty);
    }

    [Fact]
    public void Damaged_metadata_is_left_out_and_never_an_error()
    {
        foreach (string extension in new[] { ".jpg", ".png", ".webp", ".tif" })
        {
            byte[] whole = new ImageMetadata { Exif = Exif, IccProfile = Profile, Xmp = Xmp }.PutInto(Encoded(extension));
            var random = new Random(4);
            for (int round = 0; round < 200; round++)
            {
                byte[] damaged = whole[..random.Next(1, whole.Length + 1)];
                for (int k = 0; k < 4; k++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                ImageMetadata.Read(damaged);
            }
        }
    }
}
