using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Tests.Support;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Datasets;

/// <summary>Tiny datasets in their real on-disk formats, written without the readers' own code.</summary>
public class LayoutTests
{
    [Fact]
    public void The_own_layout_is_read_from_its_root_from_a_category_and_from_one_set()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "d/homography/s/1.png");
        Files.Image(folder, "d/homography/s/2.png");
        Files.Image(folder, "d/homography/s/10.png");
        folder.Text("d/homography/s/H_1_2.txt", "1 0 5\n0 1 -2\n0 0 1");
        folder.Text("d/homography/s/H_1_10.txt", "# turned\n0,-1,15;1,0,0;0,0,1");
        folder.Text("d/homography/s/points_1_2.txt", "1 2 6 0\n3 4 8 2\n");
        Files.Image(folder, "d/homography_points/p/1.jpg");
        Files.Image(folder, "d/homography_points/p/2.jpg");
        folder.Text("d/homography_points/p/points_1_2.txt", "1 2 3 4\n");
        Files.Image(folder, "d/twoview_points/q/1.jpg");
        Files.Image(folder, "d/twoview_points/q/2.jpg");
        folder.Text("d/twoview_points/q/points_1_2.txt", "1 2 3 4\n");
        Files.Image(folder, "d/flow/f/1.png");
        Files.Image(folder, "d/flow/f/2.png");
        Files.Flo(folder, "d/flow/f/flow_1_2.flo", 24, 16, (x, y) => x == 3 ? (1e10f, 1e10f) : (x * 0.5f, -y));
        Files.Image(folder, "d/stereo/t/left.png");
        Files.Image(folder, "d/stereo/t/right.png");
        Files.Gray16(folder, "d/stereo/t/disp_left_x256.png", 24, 16, (x, y) => (ushort)(x == 0 ? 0 : 256 * x + 128));
        Files.Image(folder, "d/stitch_pairs/u/1.png");
        Files.Image(folder, "d/stitch_pairs/u/2.png");

        IPairDataset all = DatasetLocator.Open(folder["d"]);
        Assert.Equal(
            ["homography/s/1-2", "homography/s/1-10", "homography_points/p/1-2", "twoview_points/q/1-2", "flow/f/1-2", "stereo/t", "stitch_pairs/u/1-2"],
            all.Pairs.Select(p => p.Name));
        Assert.Empty(DatasetCheck.ReadAll(all));
        var h = (HomographyTruth)all.Pairs[0].LoadTruth();
        Assert.Equal(new Homography(1, 0, 5, 0, 1, -2, 0, 0, 1), h.Homography);
        Assert.Equal(2, h.Points.Count);
        Assert.Equal(new Point2d(15, 0), ((HomographyTruth)all.Pairs[1].LoadTruth()).Homography.Apply(new Point2d(0, 0)));
        Assert.True(((PointsTruth)all.Pairs[2].LoadTruth()).Planar);
        Assert.False(((PointsTruth)all.Pairs[3].LoadTruth()).Planar);
        var flow = ((FlowTruth)all.Pairs[4].LoadTruth()).Flow;
        Assert.False(flow.IsKnown(3, 0));
        Assert.Equal(new System.Numerics.Vector2(2.5f, -7), flow[5, 7]);
        var disparity = ((DisparityTruth)all.Pairs[5].LoadTruth()).Disparity;
        Assert.True(float.IsNaN(disparity[0, 3]));
        Assert.Equal(7.5f, disparity[7, 3]);
        Assert.Equal(TaskKind.Stitching, all.Pairs[6].Task);
        Assert.Equal(["s/1-2", "s/1-10"], DatasetLocator.Open(folder["d/homography"]).Pairs.Select(p => p.Name));
        Assert.Equal(["q/1-2"], DatasetLocator.Open(folder["d/twoview_points/q"]).Pairs.Select(p => p.Name));
        Assert.False(((PointsTruth)DatasetLocator.Open(folder["d/twoview_points/q"]).Pairs[0].LoadTruth()).Planar);
    }

    [Fact]
    public void The_own_layout_takes_flow_in_KITTI_s_form_and_occlusion()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "flow/f/1.jpg");
        Files.Image(folder, "flow/f/2.jpg");
        Files.KittiFlow(folder, "flow/f/flow_1_2.png", 24, 16, (x, _) => x == 0 ? null : (0.5, -1.25));
        Files.Gray8(folder, "flow/f/occ_1_2.png", 24, 16, (x, _) => (byte)(x == 2 ? 255 : 0));
        var truth = (FlowTruth)Open(folder, "hybrid", 1).Pairs[0].LoadTruth();
        Assert.Equal(new System.Numerics.Vector2(0.5f, -1.25f), truth.Flow[1, 0]);
        Assert.False(truth.Flow.IsKnown(0, 0));
        Assert.Equal([false, false, true, false], truth.Occluded![..4]);
    }

    [Fact]
    public void HPatches_sequences_are_recognised_by_homographies_without_extension()
    {
        using var folder = new TemporaryFolder();
        foreach (string set in new[] { "v_wall", "i_lamp" })
        {
            foreach (int k in Enumerable.Range(1, 6))
                Files.Image(folder, $"{set}/{k}.ppm");
            foreach (int k in Enumerable.Range(2, 5))
                folder.Text($"{set}/H_1_{k}", $"1 0 {k}\n0 1 0\n0 0 1\n");
        }
        IPairDataset dataset = Open(folder, "hpatches", 10);
        Assert.Equal("i_lamp/1-2", dataset.Pairs[0].Name);
        Assert.Equal(4, ((HomographyTruth)dataset.Pairs[2].LoadTruth()).Homography.M13);
    }

    [Fact]
    public void Oxford_scenes_and_OpenCV_s_xml_are_read()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "bikes/img1.ppm");
        Files.Image(folder, "bikes/img2.ppm");
        folder.Text("bikes/H1to2p", "   1.0000000e+00   0.0   2.5\n 0 1 0\n 0 0 1\n");
        Files.Image(folder, "graf/graf1.png");
        Files.Image(folder, "graf/graf3.png");
        folder.Text("graf/H1to3p.xml", """
            <?xml version="1.0"?>
            <opencv_storage><H13 type_id="opencv-matrix"><rows>3</rows><cols>3</cols><dt>d</dt><data>
            7.6285898e-01 -2.9922929e-01 2.2567123e+02 3.3443473e-01 1.0143901e+00 -7.6999973e+01
            3.4663091e-04 -1.4364524e-05 1.0000000e+00 </data></H13></opencv_storage>
            """);
        IPairDataset dataset = Open(folder, "oxford", 2);
        Assert.Equal(2.5, ((HomographyTruth)dataset.Pairs[0].LoadTruth()).Homography.M13);
        Assert.Equal(-76.999973, ((HomographyTruth)dataset.Pairs[1].LoadTruth()).Homography.M23, 1e-9);
        Assert.EndsWith("graf3.png", dataset.Pairs[1].PathB, StringComparison.Ordinal);
    }

    [Fact]
    public void Middlebury_stereo_of_every_year_has_its_own_scale()
    {
        using var folder = new TemporaryFolder();
        void Old(string set, string left, string right, string disparity, int width)
        {
            Files.Image(folder, $"{set}/{left}", width);
            Files.Image(folder, $"{set}/{right}", width);
            Files.Gray8(folder, $"{set}/{disparity}", width, 16, (x, _) => (byte)(x == 0 ? 0 : 48));
        }
        Old("venus", "im2.ppm", "im6.ppm", "disp2.pgm", 24);
        Old("teddy", "im2.png", "im6.png", "disp2.png", 450);
        Old("tsukuba", "scene1.row3.col3.ppm", "scene1.row3.col4.ppm", "truedisp.row3.col3.pgm", 24);
        Old("Art", "view1.png", "view5.png", "disp1.png", 463);
        Old("Books", "view1.png", "view5.png", "disp1.png", 1390);
        Files.Image(folder, "Motorcycle/im0.png");
        Files.Image(folder, "Motorcycle/im1.png");
        Files.Pfm(folder, "Motorcycle/disp0.pfm", 24, 16, (x, y) => x == 0 ? float.PositiveInfinity : x + 0.25f * y);
        Files.Image(folder, "Adirondack/im0.png");
        Files.Image(folder, "Adirondack/im1.png");
        Files.Pfm(folder, "Adirondack/disp0GT.pfm", 24, 16, (x, y) => 3);
        Files.Gray8(folder, "Adirondack/mask0nocc.png", 24, 16, (x, y) => (byte)(x < 5 ? 128 : 255));
        IPairDataset dataset = Open(folder, "middlebury-stereo", 7);
        DisparityTruth Truth(string name) => (DisparityTruth)dataset.Pairs.Single(p => p.Name == name).LoadTruth();
        Assert.Equal(48f / 8, Truth("venus").Disparity[5, 5]);
        Assert.True(float.IsNaN(Truth("venus").Disparity[0, 5]));
        Assert.Equal(48f / 4, Truth("teddy").Disparity[5, 5]);
        Assert.Equal(48f / 16, Truth("tsukuba").Disparity[5, 5]);
        Assert.Equal(48f / 3, Truth("Art").Disparity[5, 5]);
        Assert.Equal(48f, Truth("Books").Disparity[5, 5]);
        Assert.Equal(5.5f, Truth("Motorcycle").Disparity[5, 2]);
        Assert.True(float.IsNaN(Truth("Motorcycle").Disparity[0, 2]));
        Assert.True(Truth("Adirondack").Occluded![4]);
        Assert.False(Truth("Adirondack").Occluded![5]);
    }

    [Fact]
    public void Eth3d_finds_its_truth_in_the_folder_beside()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "two_view_training/delivery_area_1l/im0.png");
        Files.Image(folder, "two_view_training/delivery_area_1l/im1.png");
        Files.Pfm(folder, "two_view_training_gt/delivery_area_1l/disp0GT.pfm", 24, 16, (x, y) => y == 0 ? float.PositiveInfinity : y);
        Files.Gray8(folder, "two_view_training_gt/delivery_area_1l/mask0nocc.png", 24, 16, (x, y) => (byte)(y == 1 ? 128 : 255));
        IPairDataset dataset = Open(folder, "eth3d", 1);
        var truth = (DisparityTruth)dataset.Pairs[0].LoadTruth();
        Assert.Equal(9f, truth.Disparity[3, 9]);
        Assert.True(truth.Occluded![24]);
    }

    [Fact]
    public void Middlebury_flow_joins_images_and_truth_of_two_folders()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "other-data/Venus/frame10.png");
        Files.Image(folder, "other-data/Venus/frame11.png");
        Files.Flo(folder, "other-gt-flow/Venus/flow10.flo", 24, 16, (x, y) => (1.5f, -2));
        IPairDataset dataset = Open(folder, "middlebury-flow", 1);
        Assert.Equal(new System.Numerics.Vector2(1.5f, -2), ((FlowTruth)dataset.Pairs[0].LoadTruth()).Flow[4, 4]);
    }

    [Fact]
    public void Kitti_2015_and_2012_are_read_with_occlusion()
    {
        using var folder = new TemporaryFolder();
        foreach (string camera in new[] { "image_2", "image_3" })
        {
            Files.Image(folder, $"k15/training/{camera}/000000_10.png");
            Files.Image(folder, $"k15/training/{camera}/000000_11.png");
        }
        Files.Gray16(folder, "k15/training/disp_occ_0/000000_10.png", 24, 16, (x, y) => (ushort)(x < 2 ? 0 : 256 * 5));
        Files.Gray16(folder, "k15/training/disp_noc_0/000000_10.png", 24, 16, (x, y) => (ushort)(x < 4 ? 0 : 256 * 5));
        Files.KittiFlow(folder, "k15/training/flow_occ/000000_10.png", 24, 16, (x, y) => x < 2 ? null : (1.25, -3));
        Files.KittiFlow(folder, "k15/training/flow_noc/000000_10.png", 24, 16, (x, y) => x < 4 ? null : (1.25, -3));
        IPairDataset dataset = DatasetLocator.Open(folder["k15"]);
        Assert.Equal("kitti", dataset.Layout);
        Assert.Empty(DatasetCheck.ReadAll(dataset));
        var stereo = (DisparityTruth)dataset.Pairs[0].LoadTruth();
        Assert.Equal(5, stereo.Disparity[4, 0]);
        Assert.Equal([false, false, true, true, false], stereo.Occluded![..5]);
        var flow = (FlowTruth)dataset.Pairs[1].LoadTruth();
        Assert.Equal(new System.Numerics.Vector2(1.25f, -3), flow.Flow[5, 5]);
        Assert.Equal([false, false, true, true, false], flow.Occluded![..5]);
        Assert.EndsWith("000000_11.png", dataset.Pairs[1].PathB, StringComparison.Ordinal);

        Files.Image(folder, "k12/image_0/000000_10.png");
        Files.Image(folder, "k12/image_1/000000_10.png");
        Files.Gray16(folder, "k12/disp_occ/000000_10.png", 24, 16, (x, y) => 512);
        Assert.Equal(2, ((DisparityTruth)DatasetLocator.Open(folder["k12"]).Pairs.Single().LoadTruth()).Disparity[0, 0]);
    }

    [Fact]
    public void Sintel_leaves_out_invalid_pixels_and_knows_occluded_ones()
    {
        using var folder = new TemporaryFolder();
        foreach (string pass in new[] { "clean", "final" })
        {
            Files.Image(folder, $"training/{pass}/alley_1/frame_0001.png");
            Files.Image(folder, $"training/{pass}/alley_1/frame_0002.png");
        }
        Files.Flo(folder, "training/flow/alley_1/frame_0001.flo", 24, 16, (x, y) => (x, y));
        Files.Gray8(folder, "training/occlusions/alley_1/frame_0001.png", 24, 16, (x, y) => (byte)(x == 7 ? 255 : 0));
        Files.Gray8(folder, "training/invalid/alley_1/frame_0001.png", 24, 16, (x, y) => (byte)(x == 9 ? 255 : 0));
        IPairDataset dataset = Open(folder, "sintel", 2);
        var truth = (FlowTruth)dataset.Pairs[1].LoadTruth();
        Assert.Equal("final/alley_1/frame_0001", dataset.Pairs[1].Name);
        Assert.False(truth.Flow.IsKnown(9, 3));
        Assert.True(truth.Flow.IsKnown(8, 3));
        Assert.True(truth.Occluded![7]);
        Assert.False(truth.Occluded![8]);
    }

    [Fact]
    public void Flying_chairs_udis_and_gopro_are_recognised()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "chairs/data/00001_img1.ppm");
        Files.Image(folder, "chairs/data/00001_img2.ppm");
        Files.Flo(folder, "chairs/data/00001_flow.flo", 24, 16, (x, y) => (2, 3));
        Assert.Equal(("flyingchairs", "flow"), Kind(folder["chairs"]));
        Files.Image(folder, "udis/testing/input1/000001.jpg");
        Files.Image(folder, "udis/testing/input2/000001.jpg");
        Assert.Equal(("udis-d", "unknown"), Kind(folder["udis"]));
        Files.Image(folder, "gopro/test/GOPR0384_11_00/blur/000001.png");
        Files.Image(folder, "gopro/test/GOPR0384_11_00/sharp/000001.png");
        Assert.Equal(("gopro", "sharp"), Kind(folder["gopro"]));
    }

    [Fact]
    public void Kitti_with_visible_truth_only_is_read()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "image_0/000000_10.png");
        Files.Image(folder, "image_0/000000_11.png");
        Files.Image(folder, "image_1/000000_10.png");
        Files.Gray16(folder, "disp_noc/000000_10.png", 24, 16, (x, _) => (ushort)(x < 3 ? 0 : 512));
        Files.KittiFlow(folder, "flow_noc/000000_10.png", 24, 16, (_, _) => (1, 2));
        IPairDataset dataset = Open(folder, "kitti", 2);
        var truth = (DisparityTruth)dataset.Pairs[0].LoadTruth();
        Assert.Null(truth.Occluded);
        Assert.Equal((2f, true), (truth.Disparity[5, 5], float.IsNaN(truth.Disparity[0, 0])));
    }

    [Theory]
    [InlineData("0000001-img0.ppm", "0000001-img1.ppm", "0000001-gt.flo", "0000001")]
    [InlineData("0000001-img_0.png", "0000001-img_1.png", "0000001-flow_01.flo", "0000001")]
    [InlineData("00001_img1.ppm", "00001_img2.ppm", "00001_flow.flo", "00001")]
    public void Flying_chairs_are_read_under_their_published_names_and_split(string a, string b, string flow, string name)
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "data/" + a);
        Files.Image(folder, "data/" + b);
        Files.Flo(folder, "data/" + flow, 24, 16, (_, _) => (2, 3));
        Assert.Equal(name, Open(folder, "flyingchairs", 1).Pairs[0].Name);
        folder.Text("FlyingChairs_train_val.txt", "2\n1\n");
        DatasetPair pair = Open(folder, "flyingchairs", 1).Pairs[0];
        Assert.Equal("val/" + name, pair.Name);
        Assert.Equal(["val"], pair.Tags);
        folder.Text("FlyingChairs_train_val.txt", "3\n");
        Assert.Contains("FlyingChairs_train_val.txt:1: '3' is neither", Assert.Throws<InputException>(() => DatasetLocator.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_pairs_in_csv_and_yaml_are_datasets()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "images/left one.png");
        Files.Image(folder, "images/b.png");
        folder.Text("h.txt", Files.Identity);
        string csv = folder.Text("pairs.csv", "name,a,b,homography\n\"first, quoted\",images/left one.png,images/b.png,h.txt\nsecond,images/b.png,images/b.png,\n");
        IPairDataset list = DatasetLocator.Open(csv);
        Assert.Equal(["first, quoted", "second"], list.Pairs.Select(p => p.Name));
        Assert.Equal(["homography", "unknown"], list.Pairs.Select(p => p.TruthKind));
        Assert.Empty(DatasetCheck.ReadAll(list));
        string yaml = folder.Text("pairs.yaml", "pairs:\n  - a: images/b.png\n    b: images/b.png\n    task: stitching\n");
        Assert.Equal(TaskKind.Stitching, DatasetLocator.Open(yaml).Pairs.Single().Task);
    }

    private static (string Layout, string Truth) Kind(string path)
    {
        IPairDataset dataset = DatasetLocator.Open(path);
        Assert.Empty(DatasetCheck.ReadAll(dataset));
        return (dataset.Layout, dataset.Pairs.Single().TruthKind);
    }

    private static IPairDataset Open(TemporaryFolder folder, string layout, int pairs)
    {
        IPairDataset dataset = DatasetLocator.Open(folder.Path);
        Assert.Equal((layout, pairs), (dataset.Layout, dataset.Pairs.Count));
        Assert.Empty(DatasetCheck.ReadAll(dataset));
        return dataset;
    }
}
