package io.github.connectionpool.evaluation.score;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.SpringBootVersion;

import io.github.connectionpool.testsupport.LocalMachine;

/**
 * Where and with what an evaluation was run.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Describe this machine.
	 * @param database version of the database server
	 * @return names and values, in order
	 */
	public static Map<String, String> describe(String database) {
		Map<String, String> machine = new LinkedHashMap<>(LocalMachine.describe());
		machine.put("postgresql", database);
		machine.put("spring-boot", String.valueOf(SpringBootVersion.getVersion()));
		machine.put("hikari", LocalMachine.version(com.zaxxer.hikari.HikariDataSource.class));
		machine.put("tomcat-jdbc", LocalMachine.version(org.apache.tomcat.jdbc.pool.DataSource.class));
		machine.put("dbcp2", LocalMachine.version(org.apache.commons.dbcp2.BasicDataSource.class));
		machine.put("druid", LocalMachine.version(com.alibaba.druid.pool.DruidDataSource.class));
		machine.put("c3p0", LocalMachine.version(com.mchange.v2.c3p0.ComboPooledDataSource.class));
		machine.put("agroal", LocalMachine.version(io.agroal.api.AgroalDataSource.class));
		machine.put("vibur", LocalMachine.version(org.vibur.dbcp.ViburDBCPDataSource.class));
		return machine;
	}

}
