using System.Reflection;
using System.Runtime.InteropServices;
using Hybrid.Native;
using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class InteropTests
{
    [Theory]
    [InlineData(typeof(Mat), "OpenCvSharp.NativeMethods")]
    [InlineData(typeof(NativeBackend), "Hybrid.Native.Shim")]
    public void Every_declared_function_is_in_the_library(Type neighbour, string name)
    {
        Assert.True(NativeBackend.IsAvailable, NativeBackend.UnavailableReason);
        var library = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libhybrid_cv.so"));
        var declared = neighbour.Assembly.GetType(name, throwOnError: true)!
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(m => m.Name)
            .Where(n => n.Contains('_', StringComparison.Ordinal) && char.IsLower(n[0]))
            .Distinct()
            .ToArray();
        Assert.True(declared.Length > 20);
        Assert.All(declared, n => Assert.True(NativeLibrary.TryGetExport(library, n, out _), n));
    }

    [Fact]
    public void Implicit_arguments_allocate_nothing_native()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1);
        InputArray a = m;
        OutputArray b = m;
        InputOutputArray c = m;
        InputArray nothing = (Mat)null!;
        Assert.NotNull(a);
        Assert.NotNull(b);
        Assert.NotNull(c);
        Assert.Null(nothing);
        using var values = InputArray.Create(new[] { 1f, 2f });
        using var sum = new Mat();
        Cv2.Add(values, values, sum);
        Assert.Equal(4f, sum.At<float>(1));
    }

    [Fact]
    public void Many_threads_may_call_at_once()
    {
        using var image = Samples.Texture(64, 64);
        using var expected = new Mat();
        Cv2.GaussianBlur(image, expected, new Size(7, 7), 2);
        Parallel.For(0, 64, _ =>
        {
            using var blurred = new Mat();
            Cv2.GaussianBlur(image, blurred, new Size(7, 7), 2);
            Assert.Equal(0, Cv2.Norm(expected, blurred, NormTypes.INF));
        });
    }
}
