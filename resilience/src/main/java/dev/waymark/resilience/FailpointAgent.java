package dev.waymark.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Failpoint} into the code of a process that is started with it, and of no other: what is shipped holds none
 * and looks for none.
 */
public final class FailpointAgent implements ClassFileTransformer {

    private static final AtomicInteger PASSES_LEFT = new AtomicInteger();

    private final Failpoint failpoint;

    private FailpointAgent(Failpoint failpoint) {
        this.failpoint = failpoint;
    }

    /** Called by the JVM; arguments as {@link #option} writes them. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        var failpointAndPass = arguments.split(":", 2);
        PASSES_LEFT.set(Integer.parseInt(failpointAndPass[1]));
        instrumentation.addTransformer(new FailpointAgent(Failpoint.valueOf(failpointAndPass[0])));
    }

    /** What is put into the code. */
    public static void reached() {
        if (PASSES_LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(1);
        }
    }

    /**
     * The option of a JVM that halts when it reaches {@code failpoint} for the {@code pass}th time.
     *
     * @param folder for the agent's jar, which holds nothing but this class' name: the class itself is on the class path
     */
    static String option(Failpoint failpoint, int pass, Path folder) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), FailpointAgent.class.getName());
        var jar = folder.resolve("failpoint-agent.jar");
        try {
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:%s=%s:%d".formatted(jar, failpoint.name(), pass);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        return className.equals(failpoint.type().replace('.', '/')) ? transformed(failpoint, classFile) : null;
    }

    /** With the call at the beginning of each method of that name. */
    static byte[] transformed(Failpoint failpoint, byte[] classFile) {
        var files = ClassFile.of();
        return files.transformClass(
                files.parse(classFile),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(failpoint.method()), new Call()));
    }

    private static final class Call implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(
                    ClassDesc.of(FailpointAgent.class.getName()), "reached", MethodTypeDesc.of(ConstantDescs.CD_void));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
