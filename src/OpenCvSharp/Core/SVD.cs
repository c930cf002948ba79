namespace OpenCvSharp;

public static class SVD
{
    [Flags]
    public enum Flags
    {
        None = 0,
        ModifyA = 1,
        NoUV = 2,
        FullUV = 4,
    }

    public static void Compute(InputArray src, OutputArray w, OutputArray u, OutputArray vt, Flags flags = Flags.None) => Cv2.SVDecomp(src, w, u, vt, flags);

    public static void Compute(InputArray src, OutputArray w, Flags flags = Flags.None) =>
        NativeMethods.Check(NativeMethods.core_SVD_compute(Arg.In(src), Arg.Out(w), (int)flags));

    public static void BackSubst(InputArray w, InputArray u, InputArray vt, InputArray rhs, OutputArray dst) => Cv2.SVBackSubst(w, u, vt, rhs, dst);

    public static void SolveZ(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.core_SVD_solveZ(Arg.In(src), Arg.Out(dst)));
}
