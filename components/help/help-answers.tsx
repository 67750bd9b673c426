"use client";

import { Accordion, AccordionControl, AccordionItem, AccordionPanel, Button, Group, Title } from "@mantine/core";
import { useHash } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import classes from "./help.module.css";

export interface HelpSection {
  title: string;
  topics: { id: string; question: string; answer: ReactNode }[];
}

interface Props {
  sections: HelpSection[];
  labels: { expandAll: string; collapseAll: string };
}

/** Questions that unfold. An address with "#topic" opens that answer, so that other pages can point at it. */
export function HelpAnswers({ sections, labels }: Props) {
  const [hash] = useHash();
  const [toggled, setToggled] = useState<string[] | null>(null);
  const all = sections.flatMap(({ topics }) => topics.map(({ id }) => id));
  const linked = all.filter((id) => `#${id}` === hash);
  const open = toggled ?? linked;
  const everything = open.length === all.length;
  return (
    <>
      <Group mb="md">
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            setToggled(everything ? [] : all);
          }}
        >
          {everything ? labels.collapseAll : labels.expandAll}
        </Button>
      </Group>
      {sections.map(({ title, topics }) => (
        <section key={title} aria-label={title} className={classes.section}>
          <Title order={2} size="h4" mb="xs">
            {title}
          </Title>
          <Accordion
            multiple
            variant="contained"
            order={3}
            value={open.filter((id) => topics.some((topic) => topic.id === id))}
            onChange={(ids) => {
              const others = open.filter((id) => !topics.some((topic) => topic.id === id));
              setToggled([...others, ...ids]);
            }}
          >
            {topics.map(({ id, question, answer }) => (
              <AccordionItem key={id} value={id} id={id} className={classes.topic}>
                <AccordionControl>{question}</AccordionControl>
                <AccordionPanel className={classes.answer}>{answer}</AccordionPanel>
              </AccordionItem>
            ))}
          </Accordion>
        </section>
      ))}
    </>
  );
}
