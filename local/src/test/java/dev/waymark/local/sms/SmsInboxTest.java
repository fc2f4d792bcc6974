package dev.waymark.local.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.Test;

class SmsInboxTest {

    @Test
    void segmentsOfOneMessageAreJoinedAndOthersKeptApart() throws Exception {
        try (var inbox = SmsInbox.start(0, Clock.systemUTC())) {
            var session = bound(inbox.port());
            submit(session, (byte) 0x40, (byte) 8, part(7, 2, 1, "Заказ 10042 "));
            submit(session, (byte) 0, (byte) 0, "Lavka: hi @{".getBytes(StandardCharsets.US_ASCII));
            submit(session, (byte) 0x40, (byte) 8, part(7, 2, 2, "принят."));
            assertThat(session.getSessionState()).isEqualTo(SessionState.BOUND_TRX);
            assertThatThrownBy(() -> session.queryShortMessage(
                            "1", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, "79161234542"))
                    .isInstanceOf(NegativeResponseException.class);
            session.unbindAndClose();

            assertThat(inbox.messages()).hasSize(2);
            var joined = inbox.messages().get(1);
            assertThat(joined.text()).isEqualTo("Заказ 10042 принят.");
            assertThat(joined.isComplete()).isTrue();
            assertThat(joined.to()).isEqualTo("+79161234542");
            assertThat(inbox.messages().get(0).segmentsExpected()).isEqualTo(1);
        }
    }

    @Test
    void messageIsSaidToHaveArrivedWhereThatIsAskedFor() throws Exception {
        try (var inbox = SmsInbox.start(0, Clock.systemUTC())) {
            var session = bound(inbox.port());
            var receipts = new Receipts(new CompletableFuture<>());
            session.setMessageReceiverListener(receipts);

            submit(session, (byte) 0, (byte) 0, "hi".getBytes(StandardCharsets.US_ASCII), 1);

            assertThat(receipts.text())
                    .succeedsWithin(Duration.ofSeconds(10))
                    .asString()
                    .startsWith("id:" + inbox.messages().getFirst().id() + "-1 ")
                    .contains("stat:DELIVRD");
            session.unbindAndClose();
        }
    }

    private record Receipts(CompletableFuture<String> text) implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm message) {
            text.complete(new String(message.getShortMessage(), StandardCharsets.US_ASCII));
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm message, Session source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void theDefaultAlphabetIsNotAscii() {
        assertThat(Gsm7.text(new byte[] {0x00, 0x02, 0x1b, 0x65, 'a', 0x1b, 0x28}))
                .isEqualTo("@$€a{");
    }

    private static SMPPSession bound(int port) throws Exception {
        var session = new SMPPSession();
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        "waymark",
                        "secret",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        return session;
    }

    private static void submit(SMPPSession session, byte esmClass, byte dataCoding, byte[] text) throws Exception {
        submit(session, esmClass, dataCoding, text, 0);
    }

    private static void submit(SMPPSession session, byte esmClass, byte dataCoding, byte[] text, int registered)
            throws Exception {
        session.submitShortMessage(
                "",
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                "Lavka",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "79161234542",
                new ESMClass(esmClass),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(registered),
                (byte) 0,
                DataCodings.newInstance(dataCoding),
                (byte) 0,
                text);
    }

    private static byte[] part(int reference, int total, int number, String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number});
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_16BE));
        return bytes.toByteArray();
    }
}
