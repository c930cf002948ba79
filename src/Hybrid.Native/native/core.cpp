#include "shim.hpp"
#include <opencv2/core/ocl.hpp>
#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>

namespace
{
    struct LastError
    {
        int code = 0, line = 0;
        std::string message, function, file;
    };

    LastError& last_error()
    {
        static thread_local LastError e;
        return e;
    }

    int silent(int, const char*, const char*, const char*, int, void*) { return 0; }
}

void remember_error(int code, const std::string& message, const char* function, const char* file, int line)
{
    try
    {
        auto& e = last_error();
        e.code = code;
        e.line = line;
        e.message = message;
        e.function = function;
        e.file = file;
    }
    catch (...)
    {
        // Out of memory while reporting: the older message stands.
    }
}

void give_string(const std::string& from, char** text)
{
    *text = static_cast<char*>(std::malloc(from.size() + 1));
    if (!*text)
        throw std::bad_alloc();
    std::memcpy(*text, from.c_str(), from.size() + 1);
}

HCV cv_last_error(int* code, const char** message, const char** function, const char** file, int* line)
{
    const auto& e = last_error();
    *code = e.code;
    *message = e.message.c_str();
    *function = e.function.c_str();
    *file = e.file.c_str();
    *line = e.line;
    return 0;
}

HCV cv_initialize()
{
    return guard([&] {
        cv::redirectError(silent);
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_ERROR);
    });
}

HCV cv_free(void* p)
{
    std::free(p);
    return 0;
}

HCV core_setNumThreads(int n) { return guard([&] { cv::setNumThreads(n); }); }
HCV core_getNumThreads(int* n) { return guard([&] { *n = cv::getNumThreads(); }); }
HCV core_getNumberOfCPUs(int* n) { return guard([&] { *n = cv::getNumberOfCPUs(); }); }
HCV core_setUseOptimized(bool on) { return guard([&] { cv::setUseOptimized(on); }); }
HCV core_useOptimized(bool* on) { return guard([&] { *on = cv::useOptimized(); }); }
HCV core_setRNGSeed(int seed) { return guard([&] { cv::setRNGSeed(seed); }); }
HCV core_setTheRNG(uint64_t state) { return guard([&] { cv::theRNG().state = state; }); }
HCV core_getVersionString(char** text) { return guard([&] { give_string(cv::getVersionString(), text); }); }
HCV core_getVersionMajor(int* n) { return guard([&] { *n = cv::getVersionMajor(); }); }
HCV core_getVersionMinor(int* n) { return guard([&] { *n = cv::getVersionMinor(); }); }
HCV core_getVersionRevision(int* n) { return guard([&] { *n = cv::getVersionRevision(); }); }
HCV core_getBuildInformation(char** text) { return guard([&] { give_string(cv::getBuildInformation(), text); }); }
HCV core_getTickCount(int64_t* n) { return guard([&] { *n = cv::getTickCount(); }); }
HCV core_getTickFrequency(double* f) { return guard([&] { *f = cv::getTickFrequency(); }); }

HCV core_borderInterpolate(int p, int len, int borderType, int* result)
{
    return guard([&] { *result = cv::borderInterpolate(p, len, borderType); });
}

HCV core_copyMakeBorder(cv::Mat* src, cv::Mat* dst, int top, int bottom, int left, int right, int type, CScalar value)
{
    return guard([&] { cv::copyMakeBorder(*src, *dst, top, bottom, left, right, type, value); });
}

HCV core_add(cv::Mat* a, cv::Mat* b, cv::Mat* dst, cv::Mat* mask, int dtype)
{
    return guard([&] { cv::add(*a, *b, *dst, in(mask), dtype); });
}

HCV core_subtract(cv::Mat* a, cv::Mat* b, cv::Mat* dst, cv::Mat* mask, int dtype)
{
    return guard([&] { cv::subtract(*a, *b, *dst, in(mask), dtype); });
}

HCV core_multiply(cv::Mat* a, cv::Mat* b, cv::Mat* dst, double scale, int dtype)
{
    return guard([&] { cv::multiply(*a, *b, *dst, scale, dtype); });
}

HCV core_divide1(cv::Mat* a, cv::Mat* b, cv::Mat* dst, double scale, int dtype)
{
    return guard([&] { cv::divide(*a, *b, *dst, scale, dtype); });
}

HCV core_divide2(double scale, cv::Mat* b, cv::Mat* dst, int dtype)
{
    return guard([&] { cv::divide(scale, *b, *dst, dtype); });
}

HCV core_scaleAdd(cv::Mat* a, double alpha, cv::Mat* b, cv::Mat* dst)
{
    return guard([&] { cv::scaleAdd(*a, alpha, *b, *dst); });
}

HCV core_addWeighted(cv::Mat* a, double alpha, cv::Mat* b, double beta, double gamma, cv::Mat* dst, int dtype)
{
    return guard([&] { cv::addWeighted(*a, alpha, *b, beta, gamma, *dst, dtype); });
}

HCV core_absdiff(cv::Mat* a, cv::Mat* b, cv::Mat* dst) { return guard([&] { cv::absdiff(*a, *b, *dst); }); }
HCV core_min(cv::Mat* a, cv::Mat* b, cv::Mat* dst) { return guard([&] { cv::min(*a, *b, *dst); }); }
HCV core_max(cv::Mat* a, cv::Mat* b, cv::Mat* dst) { return guard([&] { cv::max(*a, *b, *dst); }); }
HCV core_compare(cv::Mat* a, cv::Mat* b, cv::Mat* dst, int op) { return guard([&] { cv::compare(*a, *b, *dst, op); }); }
HCV core_inRange(cv::Mat* a, cv::Mat* lo, cv::Mat* hi, cv::Mat* dst) { return guard([&] { cv::inRange(*a, *lo, *hi, *dst); }); }
HCV core_inRange_scalar(cv::Mat* a, CScalar lo, CScalar hi, cv::Mat* dst)
{
    return guard([&] { cv::inRange(*a, cv::Scalar(lo), cv::Scalar(hi), *dst); });
}
HCV core_bitwise_and(cv::Mat* a, cv::Mat* b, cv::Mat* dst, cv::Mat* mask) { return guard([&] { cv::bitwise_and(*a, *b, *dst, in(mask)); }); }
HCV core_bitwise_or(cv::Mat* a, cv::Mat* b, cv::Mat* dst, cv::Mat* mask) { return guard([&] { cv::bitwise_or(*a, *b, *dst, in(mask)); }); }
HCV core_bitwise_xor(cv::Mat* a, cv::Mat* b, cv::Mat* dst, cv::Mat* mask) { return guard([&] { cv::bitwise_xor(*a, *b, *dst, in(mask)); }); }
HCV core_bitwise_not(cv::Mat* a, cv::Mat* dst, cv::Mat* mask) { return guard([&] { cv::bitwise_not(*a, *dst, in(mask)); }); }
HCV core_convertScaleAbs(cv::Mat* a, cv::Mat* dst, double alpha, double beta) { return guard([&] { cv::convertScaleAbs(*a, *dst, alpha, beta); }); }
HCV core_LUT(cv::Mat* a, cv::Mat* lut, cv::Mat* dst) { return guard([&] { cv::LUT(*a, *lut, *dst); }); }

HCV core_sum(cv::Mat* a, CScalar* result) { return guard([&] { *result = c(cv::sum(*a)); }); }
HCV core_trace(cv::Mat* a, CScalar* result) { return guard([&] { *result = c(cv::trace(*a)); }); }
HCV core_countNonZero(cv::Mat* a, int* result) { return guard([&] { *result = cv::countNonZero(*a); }); }
HCV core_hasNonZero(cv::Mat* a, bool* result) { return guard([&] { *result = cv::countNonZero(*a) != 0; }); }
HCV core_findNonZero(cv::Mat* a, cv::Mat* idx) { return guard([&] { cv::findNonZero(*a, *idx); }); }
HCV core_mean(cv::Mat* a, cv::Mat* mask, CScalar* result) { return guard([&] { *result = c(cv::mean(*a, in(mask))); }); }
HCV core_meanStdDev(cv::Mat* a, cv::Mat* mean, cv::Mat* stddev, cv::Mat* mask)
{
    return guard([&] { cv::meanStdDev(*a, *mean, *stddev, in(mask)); });
}
HCV core_meanStdDev_scalar(cv::Mat* a, CScalar* mean, CScalar* stddev, cv::Mat* mask)
{
    return guard([&] {
        cv::Scalar m, s;
        cv::meanStdDev(*a, m, s, in(mask));
        *mean = c(m);
        *stddev = c(s);
    });
}
HCV core_norm1(cv::Mat* a, int type, cv::Mat* mask, double* result) { return guard([&] { *result = cv::norm(*a, type, in(mask)); }); }
HCV core_norm2(cv::Mat* a, cv::Mat* b, int type, cv::Mat* mask, double* result) { return guard([&] { *result = cv::norm(*a, *b, type, in(mask)); }); }
HCV core_PSNR(cv::Mat* a, cv::Mat* b, double R, double* result) { return guard([&] { *result = cv::PSNR(*a, *b, R); }); }
HCV core_normalize(cv::Mat* a, cv::Mat* dst, double alpha, double beta, int type, int dtype, cv::Mat* mask)
{
    return guard([&] { cv::normalize(*a, *dst, alpha, beta, type, dtype, in(mask)); });
}
HCV core_minMaxLoc(cv::Mat* a, double* lo, double* hi, CPoint* loAt, CPoint* hiAt, cv::Mat* mask)
{
    return guard([&] {
        cv::Point l, h;
        cv::minMaxLoc(*a, lo, hi, &l, &h, in(mask));
        *loAt = c(l);
        *hiAt = c(h);
    });
}
HCV core_minMax(cv::Mat* a, double* lo, double* hi) { return guard([&] { cv::minMaxLoc(a->reshape(1), lo, hi); }); }
HCV core_minMaxIdx(cv::Mat* a, double* lo, double* hi, int* loAt, int* hiAt, cv::Mat* mask)
{
    return guard([&] { cv::minMaxIdx(*a, lo, hi, loAt, hiAt, in(mask)); });
}
HCV core_reduce(cv::Mat* a, cv::Mat* dst, int dim, int op, int dtype) { return guard([&] { cv::reduce(*a, *dst, dim, op, dtype); }); }
HCV core_merge(cv::Mat* const* items, int count, cv::Mat* dst) { return guard([&] { cv::merge(mats(items, count), *dst); }); }
HCV core_split(cv::Mat* a, cv::Mat** items)
{
    return guard([&] {
        std::vector<cv::Mat> parts;
        cv::split(*a, parts);
        for (size_t i = 0; i < parts.size(); i++)
            *items[i] = parts[i];
    });
}
HCV core_extractChannel(cv::Mat* a, cv::Mat* dst, int coi) { return guard([&] { cv::extractChannel(*a, *dst, coi); }); }
HCV core_insertChannel(cv::Mat* a, cv::Mat* dst, int coi) { return guard([&] { cv::insertChannel(*a, *dst, coi); }); }
HCV core_mixChannels(cv::Mat* const* src, int nsrc, cv::Mat* const* dst, int ndst, const int* fromTo, int pairs)
{
    return guard([&] {
        auto s = mats(src, nsrc), d = mats(dst, ndst);
        cv::mixChannels(s.data(), s.size(), d.data(), d.size(), fromTo, pairs);
    });
}
HCV core_flip(cv::Mat* a, cv::Mat* dst, int code) { return guard([&] { cv::flip(*a, *dst, code); }); }
HCV core_rotate(cv::Mat* a, cv::Mat* dst, int code) { return guard([&] { cv::rotate(*a, *dst, code); }); }
HCV core_repeat(cv::Mat* a, int ny, int nx, cv::Mat* dst) { return guard([&] { cv::repeat(*a, ny, nx, *dst); }); }
HCV core_hconcat(cv::Mat* const* items, int count, cv::Mat* dst) { return guard([&] { cv::hconcat(mats(items, count), *dst); }); }
HCV core_vconcat(cv::Mat* const* items, int count, cv::Mat* dst) { return guard([&] { cv::vconcat(mats(items, count), *dst); }); }
HCV core_transpose(cv::Mat* a, cv::Mat* dst) { return guard([&] { cv::transpose(*a, *dst); }); }
HCV core_transform(cv::Mat* a, cv::Mat* dst, cv::Mat* m) { return guard([&] { cv::transform(*a, *dst, *m); }); }
HCV core_perspectiveTransform(cv::Mat* a, cv::Mat* dst, cv::Mat* m) { return guard([&] { cv::perspectiveTransform(*a, *dst, *m); }); }
HCV core_sqrt(cv::Mat* a, cv::Mat* dst) { return guard([&] { cv::sqrt(*a, *dst); }); }
HCV core_pow(cv::Mat* a, double p, cv::Mat* dst) { return guard([&] { cv::pow(*a, p, *dst); }); }
HCV core_exp(cv::Mat* a, cv::Mat* dst) { return guard([&] { cv::exp(*a, *dst); }); }
HCV core_log(cv::Mat* a, cv::Mat* dst) { return guard([&] { cv::log(*a, *dst); }); }
HCV core_magnitude(cv::Mat* x, cv::Mat* y, cv::Mat* dst) { return guard([&] { cv::magnitude(*x, *y, *dst); }); }
HCV core_phase(cv::Mat* x, cv::Mat* y, cv::Mat* dst, bool degrees) { return guard([&] { cv::phase(*x, *y, *dst, degrees); }); }
HCV core_cartToPolar(cv::Mat* x, cv::Mat* y, cv::Mat* mag, cv::Mat* angle, bool degrees) { return guard([&] { cv::cartToPolar(*x, *y, *mag, *angle, degrees); }); }
HCV core_polarToCart(cv::Mat* mag, cv::Mat* angle, cv::Mat* x, cv::Mat* y, bool degrees) { return guard([&] { cv::polarToCart(in(mag), *angle, *x, *y, degrees); }); }
HCV core_patchNaNs(cv::Mat* a, double value) { return guard([&] { cv::patchNaNs(*a, value); }); }
HCV core_checkRange(cv::Mat* a, bool quiet, CPoint* pos, double lo, double hi, bool* result)
{
    return guard([&] {
        cv::Point p;
        *result = cv::checkRange(*a, quiet, &p, lo, hi);
        *pos = c(p);
    });
}
HCV core_gemm(cv::Mat* a, cv::Mat* b, double alpha, cv::Mat* src3, double beta, cv::Mat* dst, int flags)
{
    return guard([&] { cv::gemm(*a, *b, alpha, in(src3), beta, *dst, flags); });
}
HCV core_mulTransposed(cv::Mat* a, cv::Mat* dst, bool aTa, cv::Mat* delta, double scale, int dtype)
{
    return guard([&] { cv::mulTransposed(*a, *dst, aTa, in(delta), scale, dtype); });
}
HCV core_completeSymm(cv::Mat* a, bool lowerToUpper) { return guard([&] { cv::completeSymm(*a, lowerToUpper); }); }
HCV core_setIdentity(cv::Mat* a, CScalar s) { return guard([&] { cv::setIdentity(*a, s); }); }
HCV core_determinant(cv::Mat* a, double* result) { return guard([&] { *result = cv::determinant(*a); }); }
HCV core_invert(cv::Mat* a, cv::Mat* dst, int flags, double* result) { return guard([&] { *result = cv::invert(*a, *dst, flags); }); }
HCV core_solve(cv::Mat* a, cv::Mat* b, cv::Mat* dst, int flags, bool* result) { return guard([&] { *result = cv::solve(*a, *b, *dst, flags); }); }
HCV core_eigen(cv::Mat* a, cv::Mat* values, cv::Mat* vectors, bool* result) { return guard([&] { *result = cv::eigen(*a, *values, out(vectors)); }); }
HCV core_SVDecomp(cv::Mat* a, cv::Mat* w, cv::Mat* u, cv::Mat* vt, int flags) { return guard([&] { cv::SVDecomp(*a, *w, *u, *vt, flags); }); }
HCV core_SVD_compute(cv::Mat* a, cv::Mat* w, int flags) { return guard([&] { cv::SVD::compute(*a, *w, flags); }); }
HCV core_SVBackSubst(cv::Mat* w, cv::Mat* u, cv::Mat* vt, cv::Mat* rhs, cv::Mat* dst) { return guard([&] { cv::SVBackSubst(*w, *u, *vt, *rhs, *dst); }); }
HCV core_SVD_solveZ(cv::Mat* a, cv::Mat* dst) { return guard([&] { cv::SVD::solveZ(*a, *dst); }); }
HCV core_dft(cv::Mat* a, cv::Mat* dst, int flags, int nonzeroRows) { return guard([&] { cv::dft(*a, *dst, flags, nonzeroRows); }); }
HCV core_idft(cv::Mat* a, cv::Mat* dst, int flags, int nonzeroRows) { return guard([&] { cv::idft(*a, *dst, flags, nonzeroRows); }); }
HCV core_dct(cv::Mat* a, cv::Mat* dst, int flags) { return guard([&] { cv::dct(*a, *dst, flags); }); }
HCV core_mulSpectrums(cv::Mat* a, cv::Mat* b, cv::Mat* dst, int flags, bool conj) { return guard([&] { cv::mulSpectrums(*a, *b, *dst, flags, conj); }); }
HCV core_getOptimalDFTSize(int n, int* result) { return guard([&] { *result = cv::getOptimalDFTSize(n); }); }
HCV core_randu(cv::Mat* dst, CScalar lo, CScalar hi) { return guard([&] { cv::randu(*dst, cv::Scalar(lo), cv::Scalar(hi)); }); }
HCV core_randn(cv::Mat* dst, CScalar mean, CScalar stddev) { return guard([&] { cv::randn(*dst, cv::Scalar(mean), cv::Scalar(stddev)); }); }
HCV core_sort(cv::Mat* a, cv::Mat* dst, int flags) { return guard([&] { cv::sort(*a, *dst, flags); }); }
HCV core_sortIdx(cv::Mat* a, cv::Mat* dst, int flags) { return guard([&] { cv::sortIdx(*a, *dst, flags); }); }
