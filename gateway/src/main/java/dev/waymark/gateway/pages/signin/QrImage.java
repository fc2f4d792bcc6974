package dev.waymark.gateway.pages.signin;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the two paths of an SVG image, one unit a module. The page's policy allows no style attribute, so the colours
 * are in the style sheet.
 *
 * @param size with the empty border of four modules that readers need (ISO/IEC 18004, 9.1)
 * @param modules the dark ones
 */
record QrImage(int size, String modules) {

    private static final int BORDER = 4;

    static QrImage of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var modules = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    modules.append("M%d,%dh1v1h-1z".formatted(x + BORDER, y + BORDER));
                }
            }
        }
        return new QrImage(code.size + 2 * BORDER, modules.toString());
    }

    public String viewBox() {
        return "0 0 %1$d %1$d".formatted(size);
    }

    public String paper() {
        return "M0,0h%1$dv%1$dh-%1$dz".formatted(size);
    }
}
