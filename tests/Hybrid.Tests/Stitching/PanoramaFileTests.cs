using System.Text;
using Hybrid.Imaging;
using Hybrid.Stitching;
using Hybrid.Tests.Imaging;
using OpenCvSharp;
using Xunit;

namespace Hybrid.Tests.Stitching;

/// <summary>What images carry beside their pixels, and how deep these are, is in the panorama's file.</summary>
public sealed class PanoramaFileTests : IDisposable
{
    private static readonly StitchOptions Classic = new() { Method = StitchMethod.Classic };

    private readonly World _world = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _world.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("p.jpg")]
    [InlineData("p.png")]
    [InlineData("p.tif")]
    public void Camera_artist_date_profile_and_projection_are_carried(string name)
    {
        byte[] profile = NetVips.Image.ProfileLoad("p3");
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(Photographs(20, profile));
        Panorama panorama = Assert.Single(result.Panoramas);
        string file = Path.Combine(_folder.Path, name);
        ImageWriter.Write(file, panorama.Image, new ImageWriteOptions { Metadata = panorama.Metadata });

        ImageMetadata written = ImageMetadata.ReadFile(file);
        Assert.Equal(profile, written.IccProfile);
        string xmp = Encoding.UTF8.GetString(written.Xmp!);
        Assert.All(["tiff:Make=\"Pinhole &amp; Sons\"", "exif:DateTimeOriginal=\"2024-05-31T18:30:01\"", "<rdf:li>A. Person</rdf:li>", ">all", "GPano:ProjectionType=\"cylindrical\"", $"GPano:CroppedAreaImageWidthPixels=\"{panorama.Image.Width}\""],
            part => Assert.Contains(part, xmp, StringComparison.Ordinal));
        // On a cylinder of 300 px a radian all round is 2 π 300 px.
        int full = int.Parse(xmp.Split("FullPanoWidthPixels=\"")[1].Split('"')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(full, 1885 * 0.98, 1885 * 1.02);
        Assert.Contains(Encoding.UTF8.GetString(Panorama.Mark), xmp, StringComparison.Ordinal);
        if (name == "p.tif")
            return;
        Assert.Equal(("Pinhole & Sons", "A. Person", "2024:05:31 18:30:01"), (written.Text("Make"), written.Text("Artist"), written.Text("DateTimeOriginal")));
        // How one image was taken says nothing about the panorama.
        Assert.Null(written.Text("FocalLengthIn35mmFilm"));
    }

    [Fact]
    public void A_burst_gets_its_focal_length_from_exif()
    {
        // Its matches say nothing about it.
        using StitchResult result = new PanoramaStitcher(Classic).Stitch(Photographs(0.3, null));
        Assert.InRange(Assert.Single(result.Panoramas).FieldOfView, 54, 60);
    }

    [Fact]
    public void Twelve_bits_in_sixteen_are_stitched_as_eight_are_and_keep_their_values()
    {
        SourceImage[] eight = [.. Enumerable.Range(0, 3).Select(i => new SourceImage($"{i}.png", _world.See(16 * i)))];
        SourceImage[] twelve = [.. Enumerable.Range(0, 3).Select(i =>
        {
            using Mat image = _world.See(16 * i);
            var deep = new Mat();
            image.ConvertTo(deep, MatType.CV_16U, 4095.0 / 255);
            return new SourceImage($"{i}.png", deep);
        })];
        using StitchResult shallow = new PanoramaStitcher(Classic).Stitch(eight), deep = new PanoramaStitcher(Classic).Stitch(twelve);
        Panorama panorama = Assert.Single(deep.Panoramas);
        Assert.Equal(MatType.CV_16UC3, panorama.Image.Type());
        Assert.Equal(3, panorama.Members.Count);
        Assert.Equal(shallow.Panoramas[0].Image.Size(), panorama.Image.Size());
        using Mat back = panorama.Range.ToDepth8(panorama.Image), difference = new();
        Cv2.Absdiff(back, shallow.Panoramas[0].Image, difference);
        Assert.InRange(Cv2.Mean(difference).Val0, 0, 0.6);
        Assert.InRange(Cv2.Mean(panorama.Image, panorama.Mask).Val0, 1000, 3000);
    }

    [Theory]
    [InlineData(".png", 2)]
    [InlineData(".tif", 2)]
    [InlineData(".tif", 0)]
    [InlineData(".webp", 0)]
    public void Where_no_image_reaches_a_file_is_transparent(string extension, int depth)
    {
        using Mat picture = Pictures.Ramp(40, 30, depth == 0 ? MatType.CV_8UC3 : MatType.CV_16UC3), mask = new(30, 40, MatType.CV_8UC1, Scalar.All(255));
        using (Mat hole = new(mask, new Rect(0, 0, 7, 30)))
            hole.SetTo(Scalar.All(0));
        byte[] file = ImageWriter.Encode("p" + extension, picture, new ImageWriteOptions { Alpha = mask });
        using Mat read = ImageReader.Decode(file, "p", new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha }), opaque = ImageReader.Decode(file, "p");
        Assert.Equal((4, depth), (read.Channels(), read.Depth()));
        using Mat alpha = read.ExtractChannel(3);
        Assert.Equal(30 * 33, Cv2.CountNonZero(alpha));
        Assert.Equal(depth == 0 ? 255 : 65535, Cv2.Mean(alpha, mask).Val0);
        using Mat shown = new(opaque, new Rect(7, 0, 33, 30)), given = new(picture, new Rect(7, 0, 33, 30));
        Assert.Equal(0, Cv2.Norm(shown, given, NormTypes.INF));
    }

    /// <summary>Three views as a camera writes them: JPEG with EXIF, in which 32 mm stand for a focal length of 296 px.</summary>
    private SourceImage[] Photographs(double step, byte[]? profile) => [.. Enumerable.Range(0, 3).Select(i =>
    {
        using Mat view = _world.See(step * i, i % 2 * 0.1);
        string path = Path.Combine(_folder.Path, $"{i}.jpg");
        using NetVips.Image pixels = NetVips.Image.NewFromBuffer(ImageWriter.Encode("x.png", view));
        using NetVips.Image tagged = pixels.Mutate(m =>
        {
            m.Set(NetVips.GValue.RefStrType, "exif-ifd0-Make", "Pinhole & Sons");
            m.Set(NetVips.GValue.RefStrType, "exif-ifd0-Artist", "A. Person");
            m.Set(NetVips.GValue.RefStrType, "exif-ifd0-Copyright", "all\u0001 mine");
            m.Set(NetVips.GValue.RefStrType, "exif-ifd2-DateTimeOriginal", $"2024:05:31 18:30:0{i + 1}");
            m.Set(NetVips.GValue.RefStrType, "exif-ifd2-FocalLengthIn35mmFilm", "32");
            if (profile is not null)
                m.Set(NetVips.GValue.BlobType, "icc-profile-data", profile);
        });
        tagged.Jpegsave(path, q: 95);
        return new SourceImage(path);
    })];
}
