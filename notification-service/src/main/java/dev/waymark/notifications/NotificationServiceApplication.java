package dev.waymark.notifications;

import dev.waymark.tokens.ServiceKeys;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Order updates in, e-mail and SMS out. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties({NotificationSettings.class, ServiceKeys.class})
public class NotificationServiceApplication {

    /** As it starts alone and in one JVM with others: its configuration has a name of its own. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(NotificationServiceApplication.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=notification-service", "spring.jmx.enabled=false");
    }

    public static void main(String[] args) {
        application().run(args);
    }
}
