namespace Hybrid.Evaluation.Datasets;

/// <summary>Datasets that are known by name. Those that must be fetched are evaluated by the folder they lie in.</summary>
public static class DatasetCatalogue
{
    /// <summary>The entries, the embedded one first.</summary>
    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        new("embedded", "hybrid", "procedural scenes: homography by difficulty, flow with occlusion, stereo; exact ground truth", "under 8 MB", "CC0-1.0", "part of this repository"),
        new("opencv", "hybrid", "graf 1-3 with homography, aloe stereo pair with disparity", "96 MB package", "BSD-3-Clause / research use", "apt-get install opencv-doc, then: hybrid datasets make opencv"),
        new("hpatches", "hpatches", "116 sequences, 580 homography pairs (57 illumination, 59 viewpoint)", "1.3 GB", "MIT; images of several sources", "hpatches-sequences-release.tar.gz of the HPatches project"),
        new("oxford", "oxford", "8 scenes of 6 images, 40 homography pairs", "40 MB", "research use", "VGG Oxford, affine covariant regions"),
        new("middlebury-stereo", "middlebury-stereo", "2001 to 2021 sets, disparity of the left image", "5 MB to 5 GB", "research use, cite", "Middlebury vision group, stereo datasets"),
        new("middlebury-flow", "middlebury-flow", "8 training pairs with dense flow", "50 MB", "research use, cite", "Middlebury vision group, optical flow: other-color-twoframes and other-gt-flow"),
        new("kitti-2012", "kitti", "194 training pairs, sparse stereo and flow", "2 GB", "CC BY-NC-SA 3.0", "KITTI vision benchmark, stereo/flow 2012"),
        new("kitti-2015", "kitti", "200 training pairs, sparse stereo and flow", "2 GB", "CC BY-NC-SA 3.0", "KITTI vision benchmark, scene flow 2015"),
        new("sintel", "sintel", "1041 flow pairs each in clean and final, with occlusion and invalid masks", "5.3 GB", "research use, cite", "MPI-Sintel complete"),
        new("flyingchairs", "flyingchairs", "22 872 synthetic flow pairs", "31 GB", "research use", "University of Freiburg, FlyingChairs"),
        new("eth3d", "eth3d", "27 low-resolution two-view stereo pairs", "60 MB", "CC BY-NC-SA 4.0", "ETH3D, two-view training: images and ground truth"),
        new("udis-d", "udis-d", "1106 test pairs to stitch, no ground truth", "2 GB", "research use", "UDIS-D of the UnsupervisedDeepImageStitching project"),
        new("gopro", "gopro", "1111 test pairs, blurred and sharp", "9 GB", "CC BY 4.0", "GOPRO_Large of the DeepDeblur project"),
    ];
}
