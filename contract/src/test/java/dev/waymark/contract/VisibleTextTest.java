package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    /** As people paste them from a mail, a page or a chat. (issue 10, cases/15) */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10042",
                " 10042\n",
                "#10042",
                "№10042",
                "№ 10042",
                "# 10042",
                "＃10042",
                "\u200b10042",
                "100\u200b42\ufeff",
                "\u202e10042\u202c",
                "10042\u2069",
                "10\u00ad042",
                "\u00a010042\u202f",
                "#\u200b10042",
                "10042\ufe0f"
            })
    void numberIsTheSameHoweverItIsTyped(String typed) {
        assertThat(new OrderNumber(typed).value()).isEqualTo("10042");
        assertThat(new TrackingNumber(typed).value()).isEqualTo("10042");
        assertThat(VisibleText.comparable(typed)).isEqualTo("10042");
    }

    @Test
    void trackingNumberIsPrintedInGroups() {
        assertThat(new TrackingNumber("ra\u202f47\u2009312\u00a04829 ru").value())
                .isEqualTo("RA473124829RU");
    }

    @Test
    void directionIsDroppedAndAllElseIsKept() {
        assertThat(VisibleText.undirected("\u202eDesk\u202c \u2067שולחן\u2069 👩\u200d🔧"))
                .isEqualTo("Desk שולחן 👩\u200d🔧");
    }
}
