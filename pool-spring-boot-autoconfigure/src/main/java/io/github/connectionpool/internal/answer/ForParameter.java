package io.github.connectionpool.internal.answer;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Hands the parameter {@code for} of an order on as {@code period}, since the first is no
 * name that a parameter can have in Java. For the starter's own endpoint. Thread-safe.
 */
public final class ForParameter implements OperationInvokerAdvisor {

	private static final String GIVEN = "for";

	private static final String NAME = "period";

	private final EndpointId endpoint;

	/**
	 * Create.
	 * @param endpoint the endpoint whose orders have the parameter
	 */
	public ForParameter(EndpointId endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public OperationInvoker apply(EndpointId endpoint, OperationType type, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpoint.equals(this.endpoint) || type != OperationType.WRITE) {
			return invoker;
		}
		return (context) -> invoker.invoke(renamed(context));
	}

	private static InvocationContext renamed(InvocationContext context) {
		Map<String, Object> arguments = new HashMap<>(context.getArguments());
		Object period = arguments.remove(GIVEN);
		if (period != null) {
			arguments.put(NAME, period);
		}
		SecurityContext caller = context.resolveArgument(SecurityContext.class);
		return new InvocationContext((caller != null) ? caller : SecurityContext.NONE, arguments);
	}

}
