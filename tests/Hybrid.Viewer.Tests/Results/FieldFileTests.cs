using System.Runtime.InteropServices;
using Hybrid.Imaging;
using Hybrid.Viewer.Results;
using Hybrid.Viewer.Tests.Support;

namespace Hybrid.Viewer.Tests.Results;

/// <summary>Fields read in places are those that the toolkit wrote.</summary>
public sealed class FieldFileTests
{
    [Fact]
    public void A_flow_is_read_at_its_pixels()
    {
        using var folder = new TemporaryFolder();
        var flow = new FlowField(37, 23);
        for (int i = 0; i < 37 * 23; i++)
            flow[i % 37, i / 37] = new System.Numerics.Vector2(i, -i);
        File.WriteAllBytes(folder["flow.flo"], FloFile.Encode(flow));
        using FieldFile field = FieldFile.OpenFlow(folder["flow.flo"]);
        Assert.Equal((37, 23, 2), (field.Width, field.Height, field.Channels));
        Assert.Equal([5 * 37 + 4, -(5 * 37 + 4)], field.At(4, 5));
        // Where the grid is as large as the field it is the field.
        Assert.Equal(Enumerable.Range(0, 37 * 23).SelectMany(i => (float[])[i, -i]), Values(field.Grid(1000), 37, 23));
    }

    [Fact]
    public void A_map_stands_upright_though_its_file_does_not()
    {
        using var folder = new TemporaryFolder();
        var map = new ScalarMap(20, 10);
        for (int i = 0; i < 200; i++)
            map[i % 20, i / 20] = i;
        File.WriteAllBytes(folder["map.pfm"], PfmFile.Encode(map));
        using FieldFile field = FieldFile.OpenMap(folder["map.pfm"]);
        Assert.Equal([3 * 20 + 7], field.At(7, 3));
        // Every second pixel of every second row: the grid's pixels lie between four of the field's and take one of them.
        float[] half = Values(field.Grid(10), 10, 5);
        for (int j = 0; j < 5; j++)
        {
            for (int i = 0; i < 10; i++)
                Assert.Contains(half[j * 10 + i], (float[])[map[2 * i, 2 * j], map[2 * i + 1, 2 * j], map[2 * i, 2 * j + 1], map[2 * i + 1, 2 * j + 1]]);
        }
    }

    [Fact]
    public void A_file_that_is_cut_off_is_none()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["flow.flo"], FloFile.Encode(new FlowField(8, 8))[..100]);
        Assert.Throws<InvalidDataException>(() => FieldFile.OpenFlow(folder["flow.flo"]));
        Assert.Throws<InvalidDataException>(() => FieldFile.OpenMap(folder["flow.flo"]));
    }

    private static float[] Values(byte[] grid, int width, int height)
    {
        Assert.Equal([width, height], MemoryMarshal.Cast<byte, int>(grid.AsSpan(0, 8)).ToArray());
        return MemoryMarshal.Cast<byte, float>(grid.AsSpan(16)).ToArray();
    }
}
