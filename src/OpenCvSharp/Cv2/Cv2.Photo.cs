namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Inpaint(InputArray src, InputArray inpaintMask, OutputArray dst, double inpaintRadius, InpaintMethod flags) =>
        NativeMethods.Check(NativeMethods.photo_inpaint(Arg.In(src), Arg.In(inpaintMask), Arg.Out(dst), inpaintRadius, (int)flags));

    public static void FastNlMeansDenoising(InputArray src, OutputArray dst, float h = 3, int templateWindowSize = 7, int searchWindowSize = 21) =>
        NativeMethods.Check(NativeMethods.photo_fastNlMeansDenoising(Arg.In(src), Arg.Out(dst), h, templateWindowSize, searchWindowSize));

    public static void FastNlMeansDenoisingColored(InputArray src, OutputArray dst, float h = 3, float hColor = 3, int templateWindowSize = 7, int searchWindowSize = 21) =>
        NativeMethods.Check(NativeMethods.photo_fastNlMeansDenoisingColored(Arg.In(src), Arg.Out(dst), h, hColor, templateWindowSize, searchWindowSize));
}
