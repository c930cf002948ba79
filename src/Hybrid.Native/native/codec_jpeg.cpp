#include "codecs.hpp"
#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>

namespace codecs
{
    namespace
    {
        // A progressive file may repeat scans to burn time; real ones have about ten.
        constexpr int MaxScans = 200;

        // Coefficients of a progressive image: enough for 300 megapixels, not for what a forged header claims.
        constexpr long MaxMemory = 2L << 30;

        struct Errors
        {
            jpeg_error_mgr base;
            jmp_buf jump;
            char message[JMSG_LENGTH_MAX];
        };

        [[noreturn]] void leave(j_common_ptr cinfo)
        {
            auto* e = reinterpret_cast<Errors*>(cinfo->err);
            (*cinfo->err->format_message)(cinfo, e->message);
            std::longjmp(e->jump, 1);
        }

        // libjpeg fills what is missing with gray and goes on; we do not.
        void on_message(j_common_ptr cinfo, int level)
        {
            if (level >= 0)
                return;
            const int code = cinfo->err->msg_code;
            if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE)
                leave(cinfo);
        }

        void on_progress(j_common_ptr cinfo)
        {
            if (cinfo->is_decompressor && reinterpret_cast<j_decompress_ptr>(cinfo)->input_scan_number > MaxScans)
                leave(cinfo);
        }

        jpeg_error_mgr* silent(Errors& e)
        {
            jpeg_std_error(&e.base);
            e.base.error_exit = leave;
            e.base.emit_message = on_message;
            e.base.output_message = [](j_common_ptr) {};
            e.message[0] = 0;
            return &e.base;
        }

        struct Reader
        {
            jpeg_decompress_struct cinfo{};
            jpeg_progress_mgr progress{};
            Errors errors{};
            Reader() { cinfo.err = silent(errors); }
            ~Reader() { jpeg_destroy_decompress(&cinfo); }
        };

        // Between setjmp and a longjmp nothing with a destructor may come to life: the callers own it all.
        bool read_header(Reader& r, Bytes file)
        {
            if (setjmp(r.errors.jump))
                return false;
            jpeg_create_decompress(&r.cinfo);
            r.cinfo.mem->max_memory_to_use = MaxMemory;
            r.progress.progress_monitor = on_progress;
            r.cinfo.progress = &r.progress;
            jpeg_mem_src(&r.cinfo, const_cast<uchar*>(file.data), static_cast<unsigned long>(file.size));
            jpeg_save_markers(&r.cinfo, JPEG_APP0 + 1, 0xffff);
            jpeg_save_markers(&r.cinfo, JPEG_APP0 + 2, 0xffff);
            jpeg_read_header(&r.cinfo, TRUE);
            return true;
        }

        bool start(Reader& r, J_COLOR_SPACE space, int reduce)
        {
            if (setjmp(r.errors.jump))
                return false;
            r.cinfo.out_color_space = space;
            r.cinfo.scale_num = 1;
            r.cinfo.scale_denom = static_cast<unsigned>(reduce);
            jpeg_start_decompress(&r.cinfo);
            return true;
        }

        // Adobe stores CMYK inverted: the light that each ink lets through.
        void cmyk_row(const uchar* from, uchar* to, int width, bool inverted)
        {
            for (int x = 0; x < width; x++, from += 4, to += 3)
            {
                const int flip = inverted ? 0 : 255;
                const int c = from[0] ^ flip, m = from[1] ^ flip, y = from[2] ^ flip, k = from[3] ^ flip;
                to[0] = static_cast<uchar>((y * k + 127) / 255);
                to[1] = static_cast<uchar>((m * k + 127) / 255);
                to[2] = static_cast<uchar>((c * k + 127) / 255);
            }
        }

        bool read_rows(Reader& r, cv::Mat& out, uchar* cmyk)
        {
            if (setjmp(r.errors.jump))
                return false;
            while (r.cinfo.output_scanline < r.cinfo.output_height)
            {
                uchar* to = out.ptr(static_cast<int>(r.cinfo.output_scanline));
                JSAMPROW row = cmyk ? cmyk : to;
                jpeg_read_scanlines(&r.cinfo, &row, 1);
                if (cmyk)
                    cmyk_row(cmyk, to, out.cols, r.cinfo.saw_Adobe_marker);
            }
            jpeg_finish_decompress(&r.cinfo);
            return true;
        }

        bool is_exif(const jpeg_saved_marker_ptr m)
        {
            return m->marker == JPEG_APP0 + 1 && m->data_length > 6 && !std::memcmp(m->data, "Exif\0\0", 6);
        }

        int color_channels(const jpeg_decompress_struct& c) { return c.num_components == 1 ? 1 : c.num_components == 4 ? 4 : 3; }
    }

    cv::Mat decode_jpeg(Bytes file, const Wanted& wanted, int& orientation)
    {
        Reader r;
        if (!read_header(r, file))
            throw Failure(r.errors.message);
        check_size(r.cinfo.image_width, r.cinfo.image_height);
        check_plausible(r.cinfo.image_width, r.cinfo.image_height, file);
        for (auto* m = r.cinfo.marker_list; m; m = m->next)
            if (is_exif(m))
                orientation = exif_orientation(m->data, m->data_length);

        const int stored = color_channels(r.cinfo);
        const bool gray = stored == 1 || (wanted.gray_only() && stored == 3);
        if (!start(r, gray ? JCS_GRAYSCALE : stored == 4 ? JCS_CMYK : JCS_EXT_BGR, wanted.reduce))
            throw Failure(r.errors.message);
        cv::Mat out(static_cast<int>(r.cinfo.output_height), static_cast<int>(r.cinfo.output_width), gray ? CV_8UC1 : CV_8UC3);
        std::vector<uchar> cmyk(stored == 4 ? 4 * out.cols : 0);
        if (!read_rows(r, out, stored == 4 ? cmyk.data() : nullptr))
            throw Failure(r.errors.message);
        return out;
    }

    void probe_jpeg(Bytes file, Probe& p)
    {
        Reader r;
        if (!read_header(r, file))
            throw Failure(r.errors.message);
        p.info.width = static_cast<int>(r.cinfo.image_width);
        p.info.height = static_cast<int>(r.cinfo.image_height);
        p.info.bitDepth = r.cinfo.data_precision;
        p.info.channels = color_channels(r.cinfo);
        for (auto* m = r.cinfo.marker_list; m; m = m->next)
        {
            if (is_exif(m))
                p.exif.assign(m->data, m->data + m->data_length);
            else if (m->marker == JPEG_APP0 + 2 && m->data_length > 14 && !std::memcmp(m->data, "ICC_PROFILE\0", 12))
                p.icc.insert(p.icc.end(), m->data + 14, m->data + m->data_length);
        }
    }

    namespace
    {
        struct Output
        {
            jpeg_compress_struct cinfo{};
            Errors errors{};
            uchar* buffer = nullptr;
            unsigned long size = 0;
            Output() { cinfo.err = silent(errors); }
            ~Output()
            {
                jpeg_destroy_compress(&cinfo);
                std::free(buffer);
            }
        };

        bool write(Output& o, const cv::Mat& m, const Settings& s)
        {
            if (setjmp(o.errors.jump))
                return false;
            auto& c = o.cinfo;
            jpeg_create_compress(&c);
            jpeg_mem_dest(&c, &o.buffer, &o.size);
            c.image_width = static_cast<unsigned>(m.cols);
            c.image_height = static_cast<unsigned>(m.rows);
            c.input_components = m.channels();
            c.in_color_space = m.channels() == 1 ? JCS_GRAYSCALE : m.channels() == 3 ? JCS_EXT_BGR : JCS_EXT_BGRX;
            jpeg_set_defaults(&c);
            jpeg_set_quality(&c, s.get(1, 95), TRUE);
            if (s.get(2, 0))
                jpeg_simple_progression(&c);
            c.optimize_coding = s.get(3, 0) ? TRUE : FALSE;
            c.restart_interval = static_cast<unsigned>(s.get(4, 0));
            jpeg_start_compress(&c, TRUE);
            while (c.next_scanline < c.image_height)
            {
                JSAMPROW row = const_cast<uchar*>(m.ptr(static_cast<int>(c.next_scanline)));
                jpeg_write_scanlines(&c, &row, 1);
            }
            jpeg_finish_compress(&c);
            return true;
        }
    }

    std::vector<uchar> encode_jpeg(const cv::Mat& image, const Settings& settings)
    {
        Output o;
        if (!write(o, image, settings))
            throw Failure(o.errors.message);
        return {o.buffer, o.buffer + o.size};
    }
}
