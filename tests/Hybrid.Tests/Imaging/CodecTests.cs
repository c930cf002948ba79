using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

public sealed class CodecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_flo_file_reads_back_as_written() => Pictures.ForAllSeeds(seed =>
    {
        FlowField flow = Pictures.RandomFlow(seed);
        FlowField read = FloFile.Decode(FloFile.Encode(flow), "flow");
        return read.Width == flow.Width && read.Data.AsSpan().SequenceEqual(flow.Data);
    });

    [Fact]
    public void A_flo_file_has_the_published_layout()
    {
        var flow = new FlowField(2, 1, [1.5f, -2, float.NaN, float.NaN]);
        byte[] file = FloFile.Encode(flow);
        Assert.Equal(202021.25f, BinaryPrimitives.ReadSingleLittleEndian(file));
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8)));
        Assert.Equal(-2f, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(16)));
        Assert.Equal(1e9f, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(20)));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-3, 5)]
    [InlineData(60_000, 60_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(3, 3)]
    public void A_flo_header_that_lies_is_refused(int width, int height)
    {
        byte[] file = FloFile.Encode(new FlowField(4, 3));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), height);
        Assert.Throws<ImageFormatException>(() => FloFile.Decode(file, "flow"));
    }

    [Fact]
    public void A_pfm_file_reads_back_as_written() => Pictures.ForAllSeeds(seed =>
    {
        ScalarMap map = Pictures.RandomMap(seed);
        ScalarMap read = PfmFile.Decode(PfmFile.Encode(map), "map");
        return read.Width == map.Width && read.Data.AsSpan().SequenceEqual(map.Data);
    });

    [Fact]
    public void A_big_endian_pfm_is_read_from_the_bottom_up_with_infinity_as_unknown()
    {
        byte[] header = Encoding.ASCII.GetBytes("Pf\n2 2\n1.0\n");
        var values = new byte[16];
        float[] stored = [1, 2, 3, float.PositiveInfinity];
        for (int i = 0; i < 4; i++)
            BinaryPrimitives.WriteSingleBigEndian(values.AsSpan(4 * i), stored[i]);
        ScalarMap map = PfmFile.Decode([.. header, .. values], "map");
        Assert.Equal([3, float.NaN, 1, 2], map.Data);
    }

    [Theory]
    [InlineData("Pf\n2 2\n")]
    [InlineData("Pf\n-2 2\n-1\n")]
    [InlineData("Pf\n100000 100000\n-1\n")]
    [InlineData("Pf\n2 2\n0\n0000000000000000")]
    [InlineData("PF\n2 2\n-1\n0000000000000000")]
    [InlineData("P5\n2 2\n255\n0000")]
    [InlineData("Pf")]
    public void A_malformed_pfm_is_refused(string content) =>
        Assert.Throws<ImageFormatException>(() => PfmFile.Decode(Encoding.ASCII.GetBytes(content), "map"));

    [Fact]
    public void Kitti_flow_reads_back_to_the_nearest_64th()
    {
        FlowField flow = Pictures.RandomFlow(7, scale: 900);
        KittiFlowFile.Write(_folder["flow.png"], flow);
        FlowField read = FlowFile.Read(_folder["flow.png"]);
        for (int i = 0; i < flow.Data.Length; i++)
        {
            Assert.Equal(float.IsNaN(flow.Data[i]), float.IsNaN(read.Data[i]));
            if (!float.IsNaN(flow.Data[i]))
                Assert.InRange(read.Data[i] - flow.Data[i], -1 / 127f, 1 / 127f);
        }
    }

    [Fact]
    public void Kitti_flow_has_the_published_layout()
    {
        KittiFlowFile.Write(_folder["flow.png"], new FlowField(2, 1, [1, -2, 600, 0]));
        using Mat image = ImageReader.Read(_folder["flow.png"]);
        // BGR of the Mat: valid, v, u.
        Assert.Equal(new Vec3w(1, 32768 - 128, 32768 + 64), image.At<Vec3w>(0, 0));
        Assert.Equal(new Vec3w(0, 0, 0), image.At<Vec3w>(0, 1));
    }

    [Fact]
    public void Kitti_flow_of_eight_bits_is_refused()
    {
        using Mat image = Pictures.Ramp(4, 4, MatType.CV_8UC3);
        ImageWriter.Write(_folder["flow.png"], image);
        Assert.Throws<ImageFormatException>(() => FlowFile.Read(_folder["flow.png"]));
        Assert.ThrowsAny<InputException>(() => FlowFile.Read(_folder["flow.txt"]));
    }

    [Fact]
    public void Disparities_read_back_to_the_nearest_256th()
    {
        ScalarMap map = Pictures.RandomMap(3);
        DisparityFile.WriteScaled(_folder["d.png"], map);
        ScalarMap read = DisparityFile.Read(_folder["d.png"]);
        for (int i = 0; i < map.Data.Length; i++)
        {
            Assert.Equal(float.IsNaN(map.Data[i]), float.IsNaN(read.Data[i]));
            if (!float.IsNaN(map.Data[i]))
                Assert.InRange(read.Data[i] - map.Data[i], -1 / 500f, 1 / 500f);
        }
    }

    [Fact]
    public void Middleburys_scaled_disparities_are_divided_by_their_factor()
    {
        _folder.Put("d.pgm", [.. "P5\n3 1\n255\n"u8, 0, 8, 80]);
        Assert.Equal([float.NaN, 1, 10], DisparityFile.Read(_folder["d.pgm"], 8).Data);
    }

    [Fact]
    public void An_npy_file_has_numpys_layout()
    {
        byte[] file = NpyFile.Encode<double>([1, 2, 3], 3);
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], file[..8]);
        int length = file[8] + 256 * file[9];
        Assert.Equal(0, (10 + length) % 64);
        string header = Encoding.ASCII.GetString(file, 10, length);
        Assert.Equal("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", header.TrimEnd());
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        Assert.Equal([1d, 2d, 3d], MemoryMarshal.Cast<byte, double>(file.AsSpan(10 + length)).ToArray());
        Assert.Contains("'<f4'", Encoding.ASCII.GetString(NpyFile.Encode<float>([1, 2], 2, 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NpyFile.Encode<float>([1, 2], 3));
    }
}
