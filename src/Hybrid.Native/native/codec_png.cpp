#include "codecs.hpp"
#include <csetjmp>
#include <png.h>
#include <zlib.h>

namespace codecs
{
    namespace
    {
        struct Errors
        {
            char message[200] = "";
        };

        void on_error(png_structp png, png_const_charp text)
        {
            auto* e = static_cast<Errors*>(png_get_error_ptr(png));
            std::snprintf(e->message, sizeof e->message, "%s", text);
            png_longjmp(png, 1);
        }

        void on_warning(png_structp, png_const_charp) {}

        struct Reader
        {
            png_structp png = nullptr;
            png_infop info = nullptr;
            Errors errors;
            Bytes rest;

            explicit Reader(Bytes file) : rest(file)
            {
                png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &errors, on_error, on_warning);
                info = png ? png_create_info_struct(png) : nullptr;
                if (!info)
                    throw std::bad_alloc();
                png_set_read_fn(png, this, [](png_structp p, png_bytep to, size_t n) {
                    auto* self = static_cast<Reader*>(png_get_io_ptr(p));
                    if (n > self->rest.size)
                        png_error(p, "the file is cut short");
                    std::memcpy(to, self->rest.data, n);
                    self->rest = {self->rest.data + n, self->rest.size - n};
                });
                png_set_user_limits(png, 1 << 20, 1 << 20);
                png_set_chunk_malloc_max(png, 64 << 20);
            }
            ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
        };

        // Between setjmp and a longjmp nothing with a destructor may come to life: the callers own it all.
        bool read_header(Reader& r)
        {
            if (setjmp(png_jmpbuf(r.png)))
                return false;
            png_read_info(r.png, r.info);
            return true;
        }

        bool transform(Reader& r, bool alpha, bool depth16)
        {
            if (setjmp(png_jmpbuf(r.png)))
                return false;
            const auto type = png_get_color_type(r.png, r.info);
            const bool translucent = png_get_valid(r.png, r.info, PNG_INFO_tRNS) != 0;
            png_set_expand(r.png);
            if (png_get_bit_depth(r.png, r.info) == 16)
            {
                if (depth16)
                    png_set_swap(r.png);
                else
                    png_set_strip_16(r.png);
            }
            if (!alpha)
                png_set_strip_alpha(r.png);
            else if ((type & PNG_COLOR_MASK_ALPHA) || translucent)
                png_set_gray_to_rgb(r.png);
            png_set_bgr(r.png);
            png_set_interlace_handling(r.png);
            png_read_update_info(r.png, r.info);
            return true;
        }

        bool read_rows(Reader& r, png_bytepp rows)
        {
            if (setjmp(png_jmpbuf(r.png)))
                return false;
            png_read_image(r.png, rows);
            png_read_end(r.png, r.info);
            return true;
        }

        void take_exif(Reader& r, std::vector<uchar>& exif)
        {
            png_uint_32 n = 0;
            png_bytep data = nullptr;
            if (png_get_eXIf_1(r.png, r.info, &n, &data) && data)
                exif.assign(data, data + n);
        }
    }

    cv::Mat decode_png(Bytes file, const Wanted& wanted, int& orientation)
    {
        Reader r(file);
        if (!read_header(r))
            throw Failure(r.errors.message);
        check_size(png_get_image_width(r.png, r.info), png_get_image_height(r.png, r.info));
        check_plausible(png_get_image_width(r.png, r.info), png_get_image_height(r.png, r.info), file);
        if (!transform(r, wanted.keep_alpha(), wanted.keep_depth()))
            throw Failure(r.errors.message);
        const int depth = png_get_bit_depth(r.png, r.info) == 16 ? CV_16U : CV_8U;
        cv::Mat out(static_cast<int>(png_get_image_height(r.png, r.info)), static_cast<int>(png_get_image_width(r.png, r.info)),
            CV_MAKETYPE(depth, png_get_channels(r.png, r.info)));
        if (png_get_rowbytes(r.png, r.info) > out.step[0])
            throw Failure("a row is longer than the header says");
        std::vector<png_bytep> rows(out.rows);
        for (int y = 0; y < out.rows; y++)
            rows[y] = out.ptr(y);
        if (!read_rows(r, rows.data()))
            throw Failure(r.errors.message);
        std::vector<uchar> exif;
        take_exif(r, exif);
        orientation = exif_orientation(exif.data(), exif.size());
        return out;
    }

    void probe_png(Bytes file, Probe& p)
    {
        Reader r(file);
        if (!read_header(r))
            throw Failure(r.errors.message);
        const auto type = png_get_color_type(r.png, r.info);
        p.info.width = static_cast<int>(png_get_image_width(r.png, r.info));
        p.info.height = static_cast<int>(png_get_image_height(r.png, r.info));
        p.info.bitDepth = png_get_bit_depth(r.png, r.info);
        p.info.hasAlpha = (type & PNG_COLOR_MASK_ALPHA) || png_get_valid(r.png, r.info, PNG_INFO_tRNS);
        p.info.channels = (type & (PNG_COLOR_MASK_COLOR | PNG_COLOR_MASK_PALETTE) ? 3 : 1) + (p.info.hasAlpha ? 1 : 0);
        png_charp name = nullptr;
        png_bytep icc = nullptr;
        png_uint_32 n = 0;
        int method = 0;
        if (png_get_iCCP(r.png, r.info, &name, &method, &icc, &n) && icc)
            p.icc.assign(icc, icc + n);
        take_exif(r, p.exif);
        // libpng does not know animation: its control chunk stands before the pixels.
        for (size_t at = 8; at + 12 <= file.size;)
        {
            const auto* c = file.data + at;
            const size_t length = size_t(c[0]) << 24 | c[1] << 16 | c[2] << 8 | c[3];
            if (!std::memcmp(c + 4, "acTL", 4))
                p.info.animated = 1;
            if (!std::memcmp(c + 4, "IDAT", 4) || length > file.size)
                break;
            at += 12 + length;
        }
    }

    namespace
    {
        struct Output
        {
            png_structp png = nullptr;
            png_infop info = nullptr;
            Errors errors;
            std::vector<uchar> bytes;
            bool full = false;

            Output()
            {
                png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &errors, on_error, on_warning);
                info = png ? png_create_info_struct(png) : nullptr;
                if (!info)
                    throw std::bad_alloc();
                png_set_write_fn(png, this, append, [](png_structp) {});
            }
            ~Output() { png_destroy_write_struct(&png, &info); }

            // No exception may cross libpng's frames.
            static void append(png_structp p, png_bytep from, size_t n)
            {
                auto* self = static_cast<Output*>(png_get_io_ptr(p));
                try
                {
                    self->bytes.insert(self->bytes.end(), from, from + n);
                }
                catch (...)
                {
                    self->full = true;
                }
            }
        };

        bool write(Output& o, const cv::Mat& m, const Settings& s)
        {
            if (setjmp(png_jmpbuf(o.png)))
                return false;
            const int level = s.get(16, -1);
            if (level >= 0)
                png_set_compression_level(o.png, level < 9 ? level : 9);
            else
            {
                // As OpenCV: fast and not much larger on photographs.
                png_set_filter(o.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
                png_set_compression_level(o.png, Z_BEST_SPEED);
            }
            png_set_compression_strategy(o.png, s.get(17, Z_RLE));
            png_set_IHDR(o.png, o.info, static_cast<png_uint_32>(m.cols), static_cast<png_uint_32>(m.rows), m.depth() == CV_16U ? 16 : 8,
                m.channels() == 1 ? PNG_COLOR_TYPE_GRAY : m.channels() == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
            png_write_info(o.png, o.info);
            png_set_bgr(o.png);
            if (m.depth() == CV_16U)
                png_set_swap(o.png);
            for (int y = 0; y < m.rows; y++)
                png_write_row(o.png, m.ptr(y));
            png_write_end(o.png, o.info);
            return true;
        }
    }

    std::vector<uchar> encode_png(const cv::Mat& image, const Settings& settings)
    {
        Output o;
        if (!write(o, image, settings))
            throw Failure(o.errors.message);
        if (o.full)
            throw std::bad_alloc();
        return std::move(o.bytes);
    }
}
