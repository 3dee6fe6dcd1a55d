"""logging.config: dictConfig."""

import importlib
import logging
import logging.handlers


def _resolve(name):
    """The object of a dotted name."""
    parts = name.split(".")
    found = importlib.import_module(parts.pop(0))
    used = found.__name__
    for part in parts:
        used += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            importlib.import_module(used)
            found = getattr(found, part)
    return found


class DictConfigurator:
    def __init__(self, config):
        self.config = dict(config)
        self._made = {"formatters": {}, "filters": {}, "handlers": {}}

    def resolve(self, name):
        try:
            return _resolve(name)
        except ImportError as error:
            raise ValueError("Cannot resolve %r: %s" % (name, error)) from error

    def convert(self, value):
        """What stands behind ext:// and cfg://, in containers too."""
        if isinstance(value, dict):
            return {key: self.convert(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.convert(each) for each in value)
        if isinstance(value, str):
            if value.startswith("ext://"):
                return self.resolve(value[len("ext://"):])
            if value.startswith("cfg://"):
                return self._of_config(value[len("cfg://"):])
        return value

    def _of_config(self, path):
        found = self.config
        for part in path.replace("[", ".").replace("]", "").split("."):
            found = found[int(part)] if isinstance(found, (list, tuple)) else found[part]
        return self.convert(found)

    def _by_factory(self, config):
        factory = config.pop("()")
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop(".", None)
        made = factory(**{key: self.convert(value) for key, value in config.items()})
        for name, value in (attributes or {}).items():
            setattr(made, name, self.convert(value))
        return made

    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError("Unsupported version: %s" % config["version"])
        if config.get("incremental", False):
            self._change_levels(config)
            return
        names = {}
        if config.get("disable_existing_loggers", True):
            names = self._existing_loggers()
        logging.root.handlers[:], old = [], logging.root.handlers[:]
        del old
        self._make("formatters", self._formatter)
        self._make("filters", self._filter)
        self._make_handlers()
        self._configure_loggers(config.get("loggers", {}), names)
        root = config.get("root", None)
        if root:
            try:
                self._configure_logger(logging.root, root)
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def _change_levels(self, config):
        for name, each in config.get("handlers", {}).items():
            handler = logging._handlers.get(name)
            if handler is None:
                raise ValueError("No handler found with name %r" % name)
            if each.get("level"):
                handler.setLevel(each["level"])
        for name, each in config.get("loggers", {}).items():
            self._configure_logger(logging.getLogger(name), each, incremental=True)
        if config.get("root"):
            self._configure_logger(logging.root, config["root"], incremental=True)

    def _existing_loggers(self):
        return {
            name: logger
            for name, logger in logging.root.manager.loggerDict.items()
            if isinstance(logger, logging.Logger)
        }

    def _make(self, kind, maker):
        for name, each in self.config.get(kind, {}).items():
            try:
                self._made[kind][name] = maker(dict(each))
            except Exception as error:
                raise ValueError("Unable to configure %s %r" % (kind[:-1], name)) from error

    def _formatter(self, config):
        if "()" in config:
            return self._by_factory(config)
        maker = self.resolve(config["class"]) if config.get("class") else logging.Formatter
        options = {"defaults": config["defaults"]} if "defaults" in config else {}
        return maker(config.get("format"), config.get("datefmt"), config.get("style", "%"),
                     config.get("validate", True), **options)

    def _filter(self, config):
        return self._by_factory(config) if "()" in config else logging.Filter(config.get("name", ""))

    def _make_handlers(self):
        waiting = []
        given = self.config.get("handlers", {})
        for name in sorted(given):
            try:
                self._add_handler(name, dict(given[name]))
            except Exception as error:
                if "target not configured yet" not in str(error.__cause__ or error):
                    raise ValueError("Unable to configure handler %r" % name) from error
                waiting.append(name)
        for name in waiting:
            try:
                self._add_handler(name, dict(given[name]))
            except Exception as error:
                raise ValueError("Unable to configure handler %r" % name) from error

    def _add_handler(self, name, config):
        formatter = config.pop("formatter", None)
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        if formatter is not None:
            try:
                formatter = self._made["formatters"][formatter]
            except Exception as error:
                raise ValueError("Unable to set formatter %r" % formatter) from error
        if "()" in config:
            handler = self._by_factory(config)
        else:
            maker = self.resolve(config.pop("class"))
            attributes = config.pop(".", None)
            if issubclass(maker, logging.handlers.MemoryHandler) and "target" in config:
                target = config["target"]
                if target not in self._made["handlers"]:
                    raise TypeError("target not configured yet")
                config["target"] = self._made["handlers"][target]
            handler = maker(**{key: self.convert(value) for key, value in config.items()})
            for key, value in (attributes or {}).items():
                setattr(handler, key, self.convert(value))
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(level)
        self._add_filters(handler, filters)
        handler.name = name
        self._made["handlers"][name] = handler

    def _add_filters(self, target, filters):
        for each in filters or ():
            try:
                known = callable(each) or callable(getattr(each, "filter", None))
                target.addFilter(each if known else self._made["filters"][each])
            except Exception as error:
                raise ValueError("Unable to add filter %r" % each) from error

    def _configure_loggers(self, loggers, existing):
        for name, each in loggers.items():
            existing.pop(name, None)
            try:
                logger = logging.getLogger(name)
                self._configure_logger(logger, each)
                logger.disabled = False
                if each.get("propagate", None) is not None:
                    logger.propagate = each["propagate"]
            except Exception as error:
                raise ValueError("Unable to configure logger %r" % name) from error
        for name, logger in existing.items():
            parent = next((each for each in loggers if name.startswith(each + ".")), None)
            if parent is not None:  # a child of one that was named starts afresh
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
            else:
                logger.disabled = True

    def _configure_logger(self, logger, config, incremental=False):
        level = config.get("level", None)
        if level is not None:
            logger.setLevel(level)
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get("handlers", None) or ():
            try:
                logger.addHandler(self._made["handlers"][name])
            except Exception as error:
                raise ValueError("Unable to add handler %r" % name) from error
        self._add_filters(logger, config.get("filters", None))


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(config).configure()
