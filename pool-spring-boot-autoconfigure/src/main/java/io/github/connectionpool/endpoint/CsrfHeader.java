package io.github.connectionpool.endpoint;

import java.util.Map;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.BeansException;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The header that Spring Security wants from a request to change something, as it offers
 * it to the views of Spring MVC. Spring Security is no dependency, so it is read by name.
 */
final class CsrfHeader {

	private static final boolean ON_WEB = ClassUtils
		.isPresent("org.springframework.web.context.request.RequestContextHolder", CsrfHeader.class.getClassLoader());

	private CsrfHeader() {
	}

	/** Name and value, empty if there is none. */
	static Map<String, String> current() {
		return ON_WEB ? Request.header() : Map.of();
	}

	private static final class Request {

		private Request() {
		}

		static Map<String, String> header() {
			RequestAttributes request = RequestContextHolder.getRequestAttributes();
			Object token = (request != null) ? request.getAttribute("_csrf", RequestAttributes.SCOPE_REQUEST) : null;
			if (token == null) {
				return Map.of();
			}
			try {
				BeanWrapperImpl properties = new BeanWrapperImpl(token);
				return Map.of(String.valueOf(properties.getPropertyValue("headerName")),
						String.valueOf(properties.getPropertyValue("token")));
			}
			catch (BeansException ex) {
				// another filter's attribute of the same name
				return Map.of();
			}
		}

	}

}
