package io.github.connectionpool.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The forms of the answer: a page for a browser, text on demand, JSON for all others. The
 * same for each web stack.
 */
abstract class PageForms {

	/** As Chrome and Firefox send it. */
	static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

	static final String JSON = "application/json";

	/** The address of the endpoint, as it is mapped. */
	abstract ResponseEntity<String> get(String path, String accept) throws Exception;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8    | text/html
			text/html                                                          | text/html
			text/plain                                                         | text/plain
			none                                                               | json
			*/*                                                                | json
			application/json                                                   | json
			application/json, text/plain, */*                                  | json
			text/plain, application/json, application/*+json, */*              | json
			text/plain, */*                                                    | json
			text/html;q=0.5, application/json                                  | json
			application/vnd.spring-boot.actuator.v3+json                       | json
			application/vnd.spring-boot.actuator.v2+json, application/json     | json
			""")
	void aBrowserGetsThePageAndAllOthersGetWhatTheyGotBefore(String accept, String type) throws Exception {
		for (String path : new String[] { "", "/dataSource" }) {
			ResponseEntity<String> answer = get(path, accept);
			assertThat(answer.getStatusCode().value()).isEqualTo(200);
			assertThat(String.valueOf(answer.getHeaders().getContentType())).contains(type);
			assertThat(answer.getBody()).startsWith(switch (type) {
				case "text/html" -> "<!doctype html>";
				case "text/plain" -> "dataSource ";
				default -> "{";
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "page.css, text/css", "page.js, text/javascript" })
	void styleAndScriptComeFromTheEndpointWithTheirTypes(String file, String type) throws Exception {
		for (String accept : new String[] { "text/css,*/*;q=0.1", "*/*" }) {
			ResponseEntity<String> answer = get("/-/" + file, accept);
			assertThat(answer.getStatusCode().value()).isEqualTo(200);
			assertThat(String.valueOf(answer.getHeaders().getContentType())).startsWith(type);
		}
	}

	@Test
	void theSnapshotIsJsonForABrowserToo() throws Exception {
		ResponseEntity<String> answer = get("/dataSource/snapshot.json", BROWSER);
		assertThat(String.valueOf(answer.getHeaders().getContentType())).isEqualTo(JSON);
		assertThat(answer.getBody()).contains("\"callSites\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { BROWSER, "text/plain" })
	void aPoolThatThereIsNotAndALimitThatIsNotAllowedAreSaidInTheFormAskedFor(String accept) throws Exception {
		ResponseEntity<String> unknown = get("/no%3Cscript%3E", accept);
		assertThat(unknown.getStatusCode().value()).isEqualTo(404);
		assertThat(unknown.getBody()).contains("the pools are [dataSource]").contains("there is no pool");
		ResponseEntity<String> limit = get("/dataSource?limit=0", accept);
		assertThat(limit.getStatusCode().value()).isEqualTo(400);
		assertThat(limit.getBody()).contains("allowed is a whole number from 1 to 1000");
	}

	@Test
	void aForeignTextInTheAddressStaysText() throws Exception {
		assertThat(get("/no%3Cscript%3E", BROWSER).getBody()).contains("no&lt;script&gt;").doesNotContain("<script>");
	}

}
