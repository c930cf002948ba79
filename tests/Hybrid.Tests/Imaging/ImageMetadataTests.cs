using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public class ImageMetadataTests
{
    private static readonly byte[] Profile = NetVips.Image.ProfileLoad("srgb");

    private static readonly byte[] Xmp = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>"u8.ToArray();

    // Little-endian: orientation 6 and, in the EXIF directory below, an exposure time of 1/50.
    private static readonly byte[] Exif =
    [
        .. "II*\0"u8, 8, 0, 0, 0,
        2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0x9A, 0x82, 5, 0, 1, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 50, 0, 0, 0,
    ];

    private static byte[] Photograph
    {
        get
        {
            using Mat image = Pictures.Ramp(33, 21, MatType.CV_8UC3);
            byte[] jpeg = Pictures.WithSegment(ImageWriter.Encode("x.jpg", image), 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Profile]);
            jpeg = Pictures.WithSegment(jpeg, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]);
            return Pictures.WithSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Exif]);
        }
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Exif_profile_and_xmp_move_to_other_formats_and_back(string extension)
    {
        byte[] other = Processed(Photograph, extension), again = Processed(other, ".jpg");
        foreach (byte[] file in new[] { other, again })
        {
            ImageMetadata read = ImageMetadata.Read(file);
            Assert.Equal(Profile, read.IccProfile);
            Assert.Equal(Xmp, read.Xmp);
            Assert.NotNull(read.Exif);
            using NetVips.Image image = NetVips.Image.NewFromBuffer(file);
            Assert.StartsWith("1/50", (string)image.Get("exif-ifd2-ExposureTime"), StringComparison.Ordinal);
            using Mat upright = ImageReader.Decode(file, "turned");
            Assert.Equal(new Size(21, 33), upright.Size());
        }
    }

    [Fact]
    public void A_tiff_keeps_the_profile_the_xmp_and_the_orientation()
    {
        byte[] tiff = Processed(Photograph, ".tif");
        ImageMetadata read = ImageMetadata.Read(tiff);
        Assert.Equal(Profile, read.IccProfile);
        Assert.Equal(Xmp, read.Xmp);
        using Mat upright = ImageReader.Decode(tiff, "turned");
        Assert.Equal(new Size(21, 33), upright.Size());
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void Pixels_are_the_same_with_metadata_and_without(string extension)
    {
        using Mat image = Pictures.Ramp(33, 21, MatType.CV_8UC3);
        var stored = new ImageReadOptions { ApplyOrientation = false };
        using Mat before = ImageReader.Decode(ImageWriter.Encode(extension, image), "a", stored);
        using Mat after = ImageReader.Decode(ImageWriter.Encode(extension, image, new ImageWriteOptions { Metadata = ImageMetadata.Read(Photograph) }), "b", stored);
        Assert.Equal(0, Pictures.LargestDifference(before, after));
    }

    [Fact]
    public void A_file_without_metadata_has_none_and_gets_none()
    {
        using Mat image = Pictures.Ramp(33, 21, MatType.CV_8UC3);
        foreach (string extension in new[] { ".jpg", ".png", ".webp" })
        {
            ImageMetadata read = ImageMetadata.Read(ImageWriter.Encode(extension, image));
            Assert.True(read.Exif is null && read.IccProfile is null && read.Xmp is null, extension);
        }
        Assert.True(ImageMetadata.Read("text"u8.ToArray()).IsEmpty);
    }

    [Fact]
    public void Damaged_metadata_is_left_out_and_never_an_error()
    {
        using Mat image = Pictures.Ramp(33, 21, MatType.CV_8UC3);
        foreach (string extension in new[] { ".jpg", ".png", ".webp", ".tif" })
        {
            byte[] whole = Processed(Photograph, extension);
            var random = new Random(4);
            for (int round = 0; round < 100; round++)
            {
                byte[] damaged = whole[..random.Next(1, whole.Length + 1)];
                for (int k = 0; k < 4; k++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                ImageWriter.Encode(extension, image, new ImageWriteOptions { Metadata = ImageMetadata.Read(damaged) });
            }
        }
    }

    private static byte[] Processed(byte[] file, string extension)
    {
        using Mat image = ImageReader.Decode(file, "photograph", new ImageReadOptions { ApplyOrientation = false });
        return ImageWriter.Encode(extension, image, new ImageWriteOptions { Metadata = ImageMetadata.Read(file) });
    }
}
