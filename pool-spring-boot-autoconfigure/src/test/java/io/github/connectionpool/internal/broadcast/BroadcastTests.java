package io.github.connectionpool.internal.broadcast;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.report.CheckoutReport;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class BroadcastTests {

	private final List<String> heard = new ArrayList<>();

	@Test
	void eachListenerHearsEachResult() throws Exception {
		Broadcast broadcast = new Broadcast(listener("first"), () -> Stream.of(listener("second")));
		List<String> expected = new ArrayList<>();
		for (Method method : WatchListener.class.getMethods()) {
			call(method, broadcast);
			expected.addAll(List.of("first " + method.getName(), "second " + method.getName()));
		}
		assertThat(this.heard).containsExactlyElementsOf(expected);
	}

	@Test
	void aListenerThatFailsKeepsNoOtherFromHearing(CapturedOutput output) {
		WatchListener failing = new WatchListener() {

			@Override
			public void leaked(CheckoutReport checkout) {
				throw new NoClassDefFoundError("it is broken");
			}

		};
		Broadcast broadcast = new Broadcast(failing, () -> Stream.of(listener("second")));
		leaked(broadcast);
		leaked(broadcast);
		assertThat(this.heard).containsExactly("second leaked", "second leaked");
		assertThat(output).containsOnlyOnce("The application is not affected").contains("it is broken");
	}

	@Test
	void listenersThatCannotBeMadeAreMissing(CapturedOutput output) {
		Broadcast broadcast = new Broadcast(listener("first"), () -> {
			throw new IllegalStateException("no such bean");
		});
		leaked(broadcast);
		leaked(broadcast);
		assertThat(this.heard).containsExactly("first leaked", "first leaked");
		assertThat(output).containsOnlyOnce("no such bean");
	}

	@Test
	void theOthersAreMadeAtTheFirstResult() {
		new Broadcast(listener("first"), () -> {
			throw new AssertionError("too early");
		});
		assertThat(this.heard).isEmpty();
	}

	private static void leaked(Broadcast broadcast) {
		try {
			call(WatchListener.class.getMethod("leaked", CheckoutReport.class), broadcast);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void call(Method method, WatchListener listener) throws ReflectiveOperationException {
		method.invoke(listener,
				Arrays.stream(method.getParameterTypes())
					.map((type) -> type.equals(boolean.class) ? false : null)
					.toArray());
	}

	private WatchListener listener(String name) {
		return (WatchListener) Proxy.newProxyInstance(WatchListener.class.getClassLoader(),
				new Class<?>[] { WatchListener.class }, (proxy, method, args) -> {
					this.heard.add(name + " " + method.getName());
					return null;
				});
	}

}
