using System.IO.Compression;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Generation;

public class OpenCvSamplesTests
{
    [Fact]
    public void The_package_s_samples_become_a_dataset_of_the_own_layout()
    {
        using var folder = new TemporaryFolder();
        foreach (string image in new[] { "graf1.png", "graf3.png", "aloeL.jpg", "aloeR.jpg" })
            Files.Image(folder, "doc/" + image);
        Files.Gray8(folder, "doc/aloeGT.png", 24, 16, (x, _) => (byte)(x == 0 ? 0 : 60));
        using (var gzip = new GZipStream(File.Create(folder["doc/H1to3p.xml.gz"]), CompressionLevel.Fastest))
            gzip.Write("<?xml version=\"1.0\"?><opencv_storage><H13 type_id=\"opencv-matrix\"><rows>3</rows><cols>3</cols><dt>d</dt><data>1. 0. 7.5 0. 1. 0. 0. 0. 1.</data></H13></opencv_storage>"u8);
        OpenCvSamples.Make(folder["made/opencv"], folder["doc"]);
        IPairDataset dataset = DatasetLocator.Open(folder["made/opencv"]);
        Assert.Equal(["homography/graf/1-3", "stereo/aloe"], dataset.Pairs.Select(p => p.Name));
        Assert.Empty(DatasetCheck.ReadAll(dataset));
        Assert.Equal(7.5, ((HomographyTruth)dataset.Pairs[0].LoadTruth()).Homography.M13);
        var disparity = ((DisparityTruth)dataset.Pairs[1].LoadTruth()).Disparity;
        Assert.Equal(60, disparity[5, 5]);
        Assert.True(float.IsNaN(disparity[0, 0]));
        Assert.Contains("is not empty", Assert.Throws<InputException>(() => OpenCvSamples.Make(folder["made/opencv"], folder["doc"])).Message, StringComparison.Ordinal);
    }
}
