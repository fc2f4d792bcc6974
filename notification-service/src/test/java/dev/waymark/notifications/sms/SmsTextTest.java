package dev.waymark.notifications.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            a,    160, GSM_7, 160, 1
            a,    161, GSM_7, 161, 2
            a,    306, GSM_7, 306, 2
            a,    307, GSM_7, 307, 3
            €,    80,  GSM_7, 160, 1
            €,    81,  GSM_7, 162, 2
            ж,    70,  UCS_2, 70,  1
            ж,    71,  UCS_2, 71,  2
            ж,    134, UCS_2, 134, 2
            ж,    135, UCS_2, 135, 3
            –,    70,  UCS_2, 70,  1
            «,    1,   UCS_2, 1,   1
            😀,   35,  UCS_2, 70,  1
            😀,   36,  UCS_2, 72,  2
            @,    160, GSM_7, 160, 1
            """)
    void segmentsAreCountedAsTheNetworkBillsThem(
            String character, int times, SmsText.Encoding encoding, int length, int segments) {
        var text = new SmsText(character.repeat(times));

        assertThat(text.encoding()).isEqualTo(encoding);
        assertThat(text.length()).isEqualTo(length);
        assertThat(text.segments()).hasSize(segments);
    }

    @Test
    void oneForeignCharacterTurnsTheWholeTextToUcs2() {
        assertThat(new SmsText("a".repeat(69) + "–").segments()).hasSize(1);
        assertThat(new SmsText("a".repeat(70) + "–").segments()).hasSize(2);
    }

    @Test
    void nothingThatCountsTwoIsCutInHalf() {
        assertThat(new SmsText("a".repeat(152) + "€".repeat(10)).segments())
                .containsExactly("a".repeat(152), "€".repeat(10));
        assertThat(new SmsText("ж".repeat(66) + "😀".repeat(5)).segments())
                .containsExactly("ж".repeat(66), "😀".repeat(5));
    }

    @Test
    void septetsAreThoseOfTheGsmAlphabet() {
        assertThat(SmsText.gsm7("@$ A_€{")).containsExactly(0x00, 0x02, 0x20, 0x41, 0x11, 0x1B, 0x65, 0x1B, 0x28);
    }
}
